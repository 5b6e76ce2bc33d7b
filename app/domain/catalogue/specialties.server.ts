import { db } from '~/platform/database/database.server'

/** Specialties a consult can be addressed to; internal medicine and traditional medicine among them. Codes are our own. */
const list: readonly [code: string, nameVi: string, nameEn: string][] = [
  ['noi-tong-hop', 'Nội tổng hợp', 'General internal medicine'],
  ['tim-mach', 'Tim mạch', 'Cardiology'],
  ['than-kinh', 'Thần kinh', 'Neurology'],
  ['noi-tiet', 'Nội tiết', 'Endocrinology'],
  ['ho-hap', 'Hô hấp', 'Respiratory medicine'],
  ['tieu-hoa', 'Tiêu hóa', 'Gastroenterology'],
  ['hoi-suc-cap-cuu', 'Hồi sức cấp cứu', 'Intensive care and emergency'],
  ['ngoai-tong-hop', 'Ngoại tổng hợp', 'General surgery'],
  ['ngoai-than-kinh', 'Ngoại thần kinh', 'Neurosurgery'],
  ['chan-thuong', 'Chấn thương chỉnh hình', 'Trauma and orthopaedics'],
  ['gay-me-hoi-suc', 'Gây mê hồi sức', 'Anaesthesia'],
  ['san-phu-khoa', 'Sản phụ khoa', 'Obstetrics and gynaecology'],
  ['nhi', 'Nhi khoa', 'Paediatrics'],
  ['truyen-nhiem', 'Truyền nhiễm', 'Infectious diseases'],
  ['ung-buou', 'Ung bướu', 'Oncology'],
  ['chan-doan-hinh-anh', 'Chẩn đoán hình ảnh', 'Diagnostic imaging'],
  ['y-hoc-co-truyen', 'Y học cổ truyền', 'Traditional medicine'],
]

/** Puts the catalogue's specialties in place; harmless when repeated. */
export async function seedSpecialties(): Promise<void> {
  await db.specialty.createMany({ data: list.map(([code, nameVi, nameEn], position) => ({ code, nameVi, nameEn, position })), skipDuplicates: true })
}
