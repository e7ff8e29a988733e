export { Crc64nvme } from './crc64nvme.ts';
