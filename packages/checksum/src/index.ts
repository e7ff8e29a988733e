export { Crc64nvme } from './crc64nvme.ts';
export { CrcSum, isCrc, type CrcName } from './crc-sum.ts';
