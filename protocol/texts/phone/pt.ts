// A página do telefone (português)
import { countingIn } from '../counts.ts';
import { pt } from '../pt.ts';
import type { PhoneTexts } from './catalogue.ts';

const { counted } = countingIn(pt.tag);

export const phone: PhoneTexts = {
  tag: pt.tag,
  yourNumber: 'A sua senha',
  states: {
    waiting: 'Aguarde, por favor',
    called: 'A sua senha está sendo chamada',
    serving: 'Em atendimento',
    absent: 'A sua senha foi chamada, mas você não estava',
    held: 'O atendimento continua em breve. Aguarde',
    finished: 'Atendimento concluído. Obrigado',
    cancelled: 'Esta senha não vale mais',
  },
  called: (booth) => `Chamada: ${booth}`,
  comeTo: 'Venha agora, por favor',
  booth: pt.wall.boothShown,
  ahead: counted({
    zero: 'Você é o próximo',
    one: '{n} pessoa à sua frente',
    other: '{n} pessoas à sua frente',
  }),
  waitLabel: pt.wall.waitLabel,
  range: pt.wall.range,
  soon: pt.wall.soon,
  noEstimate: 'Não há previsão no momento',
  slot: (time) => `Reserva ${time}`,
  moved: 'O atendimento continua com o próximo procedimento. A senha é a mesma.',
  absentByPhone: (minutes) =>
    `Quando voltar, toque no botão abaixo. O seu lugar será o de quem chegou ${minutes} minutos antes disso.`,
  absentAtDesk: 'Quando voltar, avise a recepção.',
  left: 'Você saiu da fila. Para aguardar de novo, retire outra senha.',
  dayEndedCalled:
    'O atendimento de hoje terminou. Se o seu procedimento não foi concluído, fale com a recepção. Esta senha não vale mais.',
  dayEnded:
    'O expediente terminou e não conseguimos chamar você. Pedimos desculpas. Esta senha não vale mais; venha outro dia e retire uma nova.',
  cancelled: 'Foi cancelada. Se não souber o motivo, fale com a recepção.',
  outage: 'O sistema nacional está fora do ar e as chamadas estão suspensas. O seu lugar está mantido.',
  intakeStopped: 'Não há novas senhas agora, mas a sua continua válida.',
  beforeOpening: (time) => `Começa às ${time}.`,
  afterClosing: 'Não há mais senhas hoje, mas quem já tem uma ainda será chamado.',
  nextOpening: pt.wall.nextOpening,
  ready: 'Tenha em mãos',
  whereToWait: 'Onde aguardar',
  live: (time) => `Situação às ${time} · atualização automática`,
  connecting: 'Conectando',
  offline: (when) => `Sem conexão. A situação é de ${when} e pode ter mudado.`,
  offlineNever: 'Sem conexão.',
  offlineHint: 'Reconectando automaticamente. No local, acompanhe os painéis.',
  notFound: 'Senha não encontrada. A senha só vale no dia da emissão.',
  otherDay: (date) => `Esta senha era de ${date} e não vale mais.`,
  sound: {
    turnOn: 'Avisar com som',
    on: 'O som está ligado',
    blocked: 'O som parou. Toque mais uma vez',
    turnOff: 'Desligar o som',
    keepOpen: 'Deixe esta página aberta e o volume alto. Com a tela bloqueada, o telefone não toca.',
    awake: 'A tela ficará ligada.',
    notAwake: 'Neste telefone a tela pode apagar sozinha. Ajuste-a para ficar ligada.',
    noVibration: 'Este telefone não consegue vibrar pela página.',
  },
  push: {
    turnOn: 'Avisar-me também com o telefone bloqueado',
    on: 'Você será avisado da chamada também com o telefone bloqueado',
    denied: 'As notificações não estão permitidas. Veja as configurações do telefone.',
    failed: 'Não foi possível ativar as notificações. Mantenha esta página aberta.',
  },
  out: {
    open: 'Vou sair um pouco',
    title: 'Quando você volta?',
    explain:
      'Até lá você não será chamado e mantém o seu lugar. Se não voltar nesse tempo, será considerado ausente.',
    minutes: (count) => `${count} min`,
    until: (time) => `Fora até ${time}`,
    untilHint: 'Você mantém o lugar e não será chamado antes dessa hora.',
    longer: 'Mudar o tempo',
  },
  back: 'Voltei',
  leave: {
    open: 'Sair da fila',
    title: 'Sair da fila?',
    explain: 'Você perde o lugar e não é possível desfazer. Para aguardar de novo, será preciso outra senha.',
    yes: 'Sair',
  },
  cancel: 'Voltar',
  sending: 'Enviando',
  unsent: 'A conexão caiu e não sabemos se o aviso chegou. Confira aqui quando a conexão voltar.',
  refused: 'Isso não é possível agora. Fale com a recepção.',
  done: {
    leaveQueue: 'Você saiu da fila',
    stepOut: 'Anotado: você está fora',
    comeBack: 'Anotado: você voltou',
  },
  language: 'Idioma',
  renewed: (time) => `Situação às ${time} (atualizada a cada 20 segundos)`,
};
