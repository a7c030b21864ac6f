import { RELAXED_SIMD, SIMD } from './binaries.ts';

/** A global that says where something lies in the memory, as `assembly/plan.ts` describes it. */
export type Address =
  | 'input'
  | 'inputScale'
  | 'inputBias'
  | 'recurrent'
  | 'recurrentScale'
  | 'recurrentCorrection'
  | 'attend'
  | 'attendScale'
  | 'attendCorrection'
  | 'attendBias'
  | 'score'
  | 'denseWeight'
  | 'denseBias'
  | 'outputWeight'
  | 'outputBias'
  | 'projected'
  | 'embedded'
  | 'embeddedScale'
  | 'embeddedTarget'
  | 'lengths'
  | 'starts'
  | 'tokens'
  | 'passing'
  | 'pool'
  | 'logits';

/** What `assembly/index.ts` exports. */
export interface Kernel extends Readonly<Record<Address, WebAssembly.Global>> {
  readonly memory: WebAssembly.Memory;
  /** Rows of a call of `project`, at most. */
  readonly PROJECTED_AT_ONCE: WebAssembly.Global;
  configure(
    embedding: number,
    hidden: number,
    attention: number,
    dense: number,
    bag: number,
    outputs: number,
    takesMaxima: number,
    slots: number,
    stateOne: number,
    inBytes: number,
  ): void;
  reserve(rows: number, tokens: number): void;
  project(rows: number): void;
  run(rows: number, tokens: number): void;
}

/** A build of the kernel. The relaxed one multiplies bytes where it may; their results are the same to the bit. */
export type KernelBuild = 'simd' | 'relaxed-simd';

// A function that uses one instruction of the kind: (func (result v128) i32.const 0 i8x16.splat ...).
const PROBES: Readonly<Record<KernelBuild, readonly number[]>> = {
  // i8x16.popcnt
  simd: [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
    11,
  ],
  // i8x16.relaxed_swizzle
  'relaxed-simd': [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2,
    253, 15, 253, 128, 2, 11,
  ],
};

/** The fastest build that this engine can run; null where it has no SIMD. */
export function bestBuild(): KernelBuild | null {
  const builds: readonly KernelBuild[] = ['relaxed-simd', 'simd'];
  return builds.find(isSupported) ?? null;
}

/** Whether this engine can run the build. */
export function isSupported(build: KernelBuild): boolean {
  return WebAssembly.validate(Uint8Array.from(PROBES[build]));
}

/** A new kernel with a memory of its own, which goes when the kernel is no longer referred to. */
export function instantiate(build: KernelBuild): Kernel {
  const bytes = Uint8Array.from(atob(build === 'simd' ? SIMD : RELAXED_SIMD), (byte) => byte.charCodeAt(0));
  // Compiled at once: a few kilobytes, and never on the page's own thread.
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
}
