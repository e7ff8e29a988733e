import { readFileSync } from 'node:fs';

/**
 * Returns the most memory that this process ever held resident, in KiB.
 *
 * Linux passes the maxRSS of getrusage(2) on to a child: right after the start it is what the parent held. VmHWM of
 * /proc/self/status (proc_pid_status(5)) belongs to the program that runs now, so it is read where it exists.
 */
export function peakResidentKiB(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (peak === undefined) throw new Error('/proc/self/status does not tell VmHWM.');
  return Number(peak);
}
