import type { Role } from '~/platform/database/enums'

interface DemoHospital { kind: 'hospital' | 'healthCentre' | 'authority'; code: string; name: string; shortName: string; authority?: string; place: string; telephone: string; departments: { code: string; name: string }[] }

/** Real names of organisations, fictional telephone numbers. */
export const demoHospitals: readonly DemoHospital[] = [
  { kind: 'authority', code: 'SYT', name: 'Sở Y tế Hà Nội', shortName: 'Sở Y tế Hà Nội', place: 'Hà Nội', telephone: '02439000001', departments: [{ code: 'NVY', name: 'Phòng Nghiệp vụ Y' }, { code: 'CNTT', name: 'Bộ phận Công nghệ thông tin' }] },
  {
    kind: 'hospital', code: 'XP', name: 'Bệnh viện Đa khoa Xanh Pôn', shortName: 'BVĐK Xanh Pôn', authority: 'SYT', place: 'Hà Nội', telephone: '02439000108',
    departments: [{ code: 'TELE', name: 'Trung tâm Telehealth' }, { code: 'TM', name: 'Khoa Tim mạch' }, { code: 'HSCC', name: 'Khoa Hồi sức cấp cứu' }, { code: 'CDHA', name: 'Khoa Chẩn đoán hình ảnh' }],
  },
  {
    kind: 'hospital', code: 'BV', name: 'Bệnh viện Đa khoa Ba Vì', shortName: 'BVĐK Ba Vì', authority: 'SYT', place: 'Ba Vì', telephone: '02439000215',
    departments: [{ code: 'NTH', name: 'Khoa Nội tổng hợp' }, { code: 'KHTH', name: 'Phòng Kế hoạch tổng hợp' }],
  },
  {
    kind: 'healthCentre', code: 'TB', name: 'Trung tâm Y tế huyện Ba Vì', shortName: 'TTYT Ba Vì', authority: 'SYT', place: 'Ba Vì', telephone: '02439000316',
    departments: [{ code: 'KB', name: 'Khoa Khám bệnh' }, { code: 'KHNV', name: 'Phòng Kế hoạch nghiệp vụ' }],
  },
]

export const demoAgreements = [
  { number: '214/TT-XP-BV', title: 'Thỏa thuận hỗ trợ chuyên môn và hội chẩn từ xa', supported: 'BV', specialtyCodes: ['tim-mach', 'than-kinh', 'noi-tiet', 'ho-hap', 'hoi-suc-cap-cuu', 'ngoai-than-kinh', 'chan-doan-hinh-anh'] },
  { number: '215/TT-XP-TTYT', title: 'Thỏa thuận hỗ trợ chuyên môn và hội chẩn từ xa', supported: 'TB', specialtyCodes: ['noi-tong-hop', 'noi-tiet', 'tim-mach'] },
]

interface DemoMembership { hospital: string; department: string; roles: Role[]; position: string; specialtyCode?: string }
interface DemoPerson { fullName: string; title: string; telephone: string; email: string; who: string; memberships: DemoMembership[] }

/** Fictional people, one for each role; `who` is what the list of accounts says about them. */
export const demoPeople: readonly DemoPerson[] = [
  {
    fullName: 'Khuất Thị Mai', title: 'BS', telephone: '0900000101', email: 'mai@bavi.example', who: 'BS Khuất Thị Mai, bác sĩ điều trị, BVĐK Ba Vì',
    memberships: [{ hospital: 'BV', department: 'NTH', roles: ['treatingDoctor'], position: 'Bác sĩ điều trị' }],
  },
  {
    fullName: 'Phùng Quang Huy', title: 'BSCKII', telephone: '0900000102', email: 'huy@bavi.example', who: 'BSCKII Phùng Quang Huy, trưởng khoa Nội tổng hợp, BVĐK Ba Vì',
    memberships: [{ hospital: 'BV', department: 'NTH', roles: ['head'], position: 'Trưởng khoa' }],
  },
  {
    fullName: 'Lê Đình Sáng', title: 'BSCKI', telephone: '0900000103', email: 'sang@bavi.example', who: 'BSCKI Lê Đình Sáng, điều phối viên, BVĐK Ba Vì và TTYT Ba Vì (hai đơn vị)',
    memberships: [
      { hospital: 'BV', department: 'KHTH', roles: ['coordinator'], position: 'Điều phối viên' },
      { hospital: 'TB', department: 'KHNV', roles: ['coordinator'], position: 'Điều phối viên' },
    ],
  },
  {
    fullName: 'Chu Thị Hạnh', title: 'BS', telephone: '0900000104', email: 'hanh@ttytbavi.example', who: 'BS Chu Thị Hạnh, bác sĩ điều trị, TTYT Ba Vì',
    memberships: [{ hospital: 'TB', department: 'KB', roles: ['treatingDoctor'], position: 'Bác sĩ điều trị' }],
  },
  {
    fullName: 'Bùi Văn Đức', title: 'BS', telephone: '0900000105', email: 'duc@bavi.example', who: 'BS Bùi Văn Đức, bác sĩ điều trị cùng khoa, BVĐK Ba Vì',
    memberships: [{ hospital: 'BV', department: 'NTH', roles: ['treatingDoctor'], position: 'Bác sĩ điều trị' }],
  },
  {
    fullName: 'Vũ Minh Nguyệt', title: 'ThS.BS', telephone: '0900000201', email: 'nguyet@xanhpon.example', who: 'ThS.BS Vũ Minh Nguyệt, điều phối viên, BVĐK Xanh Pôn',
    memberships: [{ hospital: 'XP', department: 'TELE', roles: ['coordinator'], position: 'Điều phối viên' }],
  },
  {
    fullName: 'Hà Quang Tuyển', title: 'TS.BS', telephone: '0900000202', email: 'tuyen@xanhpon.example', who: 'TS.BS Hà Quang Tuyển, chuyên gia Tim mạch, BVĐK Xanh Pôn',
    memberships: [{ hospital: 'XP', department: 'TM', roles: ['specialist'], position: 'Chuyên gia Tim mạch', specialtyCode: 'tim-mach' }],
  },
  {
    fullName: 'Tạ Thị Bích Liên', title: 'BSCKII', telephone: '0900000203', email: 'lien@xanhpon.example', who: 'BSCKII Tạ Thị Bích Liên, chuyên gia Hồi sức cấp cứu, BVĐK Xanh Pôn',
    memberships: [{ hospital: 'XP', department: 'HSCC', roles: ['specialist'], position: 'Chuyên gia Hồi sức cấp cứu', specialtyCode: 'hoi-suc-cap-cuu' }],
  },
  {
    fullName: 'Đinh Công Thắng', title: 'BSCKI', telephone: '0900000204', email: 'thang@xanhpon.example', who: 'BSCKI Đinh Công Thắng, chuyên gia Chẩn đoán hình ảnh, BVĐK Xanh Pôn',
    memberships: [{ hospital: 'XP', department: 'CDHA', roles: ['specialist'], position: 'Chuyên gia Chẩn đoán hình ảnh', specialtyCode: 'chan-doan-hinh-anh' }],
  },
  {
    fullName: 'Nguyễn Thị Thu Hà', title: 'PGS.TS', telephone: '0900000205', email: 'ha@xanhpon.example', who: 'PGS.TS Nguyễn Thị Thu Hà, giám đốc Trung tâm Telehealth, BVĐK Xanh Pôn',
    memberships: [{ hospital: 'XP', department: 'TELE', roles: ['head'], position: 'Giám đốc Trung tâm Telehealth' }],
  },
  {
    fullName: 'Đoàn Văn Khánh', title: 'BSCKII', telephone: '0900000301', email: 'khanh@soyte.example', who: 'BSCKII Đoàn Văn Khánh, Phòng Nghiệp vụ Y, Sở Y tế Hà Nội',
    memberships: [{ hospital: 'SYT', department: 'NVY', roles: ['authority'], position: 'Chuyên viên' }],
  },
  {
    fullName: 'Nguyễn Hữu Thắng', title: 'KS', telephone: '0900000401', email: 'thang@soyte.example', who: 'KS Nguyễn Hữu Thắng, quản trị hệ thống',
    memberships: [{ hospital: 'SYT', department: 'CNTT', roles: ['administrator'], position: 'Quản trị hệ thống' }],
  },
]
