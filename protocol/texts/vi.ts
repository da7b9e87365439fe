// Tiếng Việt
import type { PublicTexts } from './catalogue.ts';

export const vi: PublicTexts = {
  tag: 'vi',
  ownName: 'Tiếng Việt',
  wall: {
    nowCalling: 'Đang gọi số',
    recentCalls: 'Số đã gọi',
    number: 'Số',
    booth: 'Quầy',
    boothShown: (booth) => `Quầy ${booth}`,
    waitingPeople: (count) => `${count} người chờ`,
    waitingLabel: 'Số người chờ',
    waitLabel: 'Thời gian chờ',
    range: ({ low, high }) =>
      low === 0 ? `trong ${high} phút` : low === high ? `khoảng ${low} phút` : `khoảng ${low}–${high} phút`,
    soon: 'sắp gọi',
    absentTitle: 'Đã gọi, vắng mặt',
    absentHint: 'Vui lòng báo quầy lễ tân',
    intakeStopped: 'Tạm ngừng phát số',
    outage: 'Lỗi hệ thống: tạm ngừng gọi số',
    outageShort: 'Tạm ngừng gọi số',
    notNow: 'Ngoài giờ tiếp nhận',
    reservationOnly: 'Chỉ nhận đặt hẹn trước',
    closed: 'Hôm nay nghỉ',
    ended: 'Đã hết giờ làm việc hôm nay',
    beforeOpening: 'Chưa đến giờ làm việc',
    breakTime: 'Giờ nghỉ',
    lastServing: 'Đã ngừng phát số hôm nay',
    nextOpening: (when) => `Mở cửa lại: ${when}`,
    closesAt: (time) => `đến ${time}`,
    offline: 'Mất kết nối: thông tin có thể đã cũ',
    soundBlocked: 'Âm thanh đang tắt: hãy chạm vào màn hình',
    pleaseWait: 'Vui lòng lấy số và chờ',
    procedures: 'Thủ tục',
    booths: 'Các quầy',
    notices: 'Thông báo',
    recall: 'Gọi lại',
    noBooth: 'Chưa có quầy mở',
    boothClosed: 'Đóng',
    boothPaused: 'Tạm nghỉ',
    resumesAt: (time) => `Tiếp tục lúc ${time}`,
    connecting: 'Đang kết nối',
    unknownSite: 'Địa điểm này chưa được đăng ký',
  },
  paper: {
    yourNumber: 'Số của bạn',
    issuedAt: (when) => `Phát lúc ${when}`,
    ahead: (count) => (count === 0 ? 'Không có ai chờ trước bạn' : `${count} người chờ trước bạn`),
    range: ({ low, high }) =>
      low === 0
        ? `Chờ trong vòng ${high} phút`
        : low === high
          ? `Chờ khoảng ${low} phút`
          : `Chờ khoảng ${low}–${high} phút`,
    soon: 'Sắp đến lượt bạn',
    slot: (time) => `Giờ hẹn ${time}`,
    scan: 'Theo dõi lượt của bạn trên điện thoại',
    whereToWait: 'Nơi chờ',
    bring: 'Vui lòng chuẩn bị',
    reprint: 'In lại',
    keep: 'Vui lòng chờ đến khi số của bạn hiện lên',
  },
  speech: {
    call: (letter, digits, booth) => `Mời số ${letter} ${digits} đến quầy số ${booth}.`,
  },
};
