// Português (do Brasil)
import type { PublicTexts } from './catalogue.ts';

export const pt: PublicTexts = {
  tag: 'pt-BR',
  ownName: 'Português',
  wall: {
    nowCalling: 'Chamando agora',
    recentCalls: 'Já chamados',
    number: 'Senha',
    booth: 'Guichê',
    boothShown: (booth) => `Guichê ${booth}`,
    waitingPeople: (count) => `${count} esperando`,
    waitingLabel: 'Pessoas na espera',
    waitLabel: 'Espera prevista',
    range: ({ low, high }) =>
      low === 0 ? `até ${high} min` : low === high ? `cerca de ${low} min` : `cerca de ${low}–${high} min`,
    soon: 'em breve',
    absentTitle: 'Chamados e ausentes',
    absentHint: 'Fale com a recepção',
    intakeStopped: 'Sem novas senhas',
    outage: 'Falha no sistema: chamadas suspensas',
    outageShort: 'Chamadas suspensas',
    notNow: 'Fora do horário',
    reservationOnly: 'Somente com hora marcada',
    closed: 'Hoje não há atendimento',
    ended: 'O atendimento de hoje terminou',
    beforeOpening: 'O atendimento ainda não começou',
    breakTime: 'Intervalo',
    lastServing: 'Senhas de hoje encerradas',
    nextOpening: (when) => `Próximo atendimento: ${when}`,
    closesAt: (time) => `até ${time}`,
    offline: 'Sem conexão: pode estar desatualizado',
    soundBlocked: 'Som desligado: toque na tela',
    pleaseWait: 'Retire uma senha e aguarde',
    procedures: 'Serviço',
    booths: 'Guichês',
    notices: 'Avisos',
    recall: 'Chamando de novo',
    noBooth: 'Nenhum guichê aberto',
    boothClosed: 'Fechado',
    boothPaused: 'Em pausa',
    resumesAt: (time) => `Recomeça às ${time}`,
    connecting: 'Conectando',
    unknownSite: 'Este local não está cadastrado',
  },
  paper: {
    yourNumber: 'Sua senha',
    issuedAt: (when) => `Emitida em ${when}`,
    ahead: (count) =>
      count === 0
        ? 'Ninguém na sua frente'
        : count === 1
          ? '1 pessoa na sua frente'
          : `${count} pessoas na sua frente`,
    range: ({ low, high }) =>
      low === 0
        ? `Espera: até ${high} min`
        : low === high
          ? `Espera: cerca de ${low} min`
          : `Espera: cerca de ${low}–${high} min`,
    soon: 'Você será chamado em breve',
    slot: (time) => `Hora marcada: ${time}`,
    scan: 'Acompanhe sua vez pelo celular',
    whereToWait: 'Onde esperar',
    bring: 'Tenha em mãos',
    reprint: 'Segunda via',
    keep: 'Aguarde até sua senha aparecer',
  },
  speech: {
    call: (letter, digits, booth) => `Senha ${letter} ${digits}, por favor, dirija-se ao guichê ${booth}.`,
  },
};
