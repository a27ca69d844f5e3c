import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";

const GIGABYTE = 2 ** 30;

/** Without room in the temporary folder Chromium ends in the middle of a test, and does not say why. */
export default async function enoughRoom(): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  if (bavail * bsize < 2 * GIGABYTE) throw new Error(`${tmpdir()} has less than 2 GB left; Chromium needs them.`);
}
