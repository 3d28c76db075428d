import { readFileSync, writeFileSync } from 'node:fs';
const check = process.argv.includes('--check'),
  problems = [];
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')),
  packages = lock.packages;
const platform =
  /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;
function locked(from, name) {
  // Node's lookup: nearest node_modules, then outwards
  for (let dir = from; ; dir = dir.slice(0, Math.max(dir.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${dir && dir + '/'}node_modules/${name}`]) return true;
    if (!dir) return false;
  }
}
for (const [path, entry] of Object.entries({ ...packages })) {
  if (entry.resolved) problems.push(`${path}: "resolved" names a registry`);
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (locked(path, name)) continue;
    const [, os, cpu, abi = ''] = platform.exec(name) ?? [];
    if (check || !os || !/^\d+\.\d+\.\d+$/.test(version)) {
      problems.push(`${name}@${version}: not in the lock`);
      continue;
    }
    const libc =
      os !== 'linux'
        ? {}
        : abi.startsWith('musl')
          ? { libc: ['musl'] }
          : abi.startsWith('gnu')
            ? { libc: ['glibc'] }
            : {};
    packages[`node_modules/${name}`] = { version, cpu: [cpu], ...libc, optional: true, os: [os] };
  }
}
const [root, ...rest] = Object.entries(packages);
lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => a.localeCompare(b, 'en'))]);
if (!check) writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
problems.forEach((p) => console.error(p));
process.exitCode = problems.length ? 1 : 0;
