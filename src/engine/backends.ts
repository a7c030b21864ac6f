import { env, setBackend } from '@tensorflow/tfjs-core';

/** What computes: a graphics card, WebAssembly, or plain JavaScript. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** How a backend is to be opened. */
export interface BackendOptions {
  /** File name of a TensorFlow.js WASM binary to where it is: an address in a browser, a path in Node. */
  readonly wasmUrls: Readonly<Record<string, string>>;
  /** Takes a WebGPU adapter that is software, too: correct, but slower than WASM. */
  readonly allowSoftwareGpu: boolean;
}

/**
 * Makes `name` the backend of TensorFlow.js in this realm. Its code is loaded only now.
 * Rejects where the backend cannot be had here.
 */
export async function openBackend(name: BackendName, options: BackendOptions): Promise<void> {
  for (const pause of name === 'wasm' ? WASM_AGAIN_AFTER_MS : []) {
    try {
      return await startBackend(name, options);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return startBackend(name, options);
}

// Its code or binary may fail to load once, as where the tab crashes that the service worker lives with. Plain
// JavaScript instead would be 50 times as slow.
const WASM_AGAIN_AFTER_MS = [100, 500];

async function startBackend(name: BackendName, options: BackendOptions): Promise<void> {
  if (name === 'webgpu') await registerWebGpu(options.allowSoftwareGpu);
  else if (name === 'wasm') await registerWasm(options.wasmUrls);
  else await import('@tensorflow/tfjs-backend-cpu');
  if (!(await setBackend(name))) throw new Error(`TensorFlow.js could not start its ${name} backend`);
}

async function registerWebGpu(allowSoftware: boolean): Promise<void> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter();
  if (!adapter) throw new Error('there is no WebGPU adapter');
  if (isSoftware(adapter) && !allowSoftware) throw new Error('the WebGPU adapter is software');
  await import('@tensorflow/tfjs-backend-webgpu');
}

/** The graphics card that WebGPU offers, in words that stay the same on this device; null where there is none but software. */
export async function describeGpu(): Promise<string | null> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter().catch(() => null);
  if (!adapter || isSoftware(adapter)) return null;
  const { vendor, architecture, device, description } = adapter.info;
  return [vendor, architecture, device, description].filter((part) => part !== '').join(' ') || 'unnamed';
}

// The flag moved from the adapter to its info; browsers have the one or the other.
function isSoftware(adapter: GPUAdapter): boolean {
  const { isFallbackAdapter } = adapter as GPUAdapter & { readonly isFallbackAdapter?: boolean };
  return adapter.info?.isFallbackAdapter ?? isFallbackAdapter ?? false;
}

// TensorFlow.js wants to know where this one is even where it is told not to load it.
const THREADED_BINARY = 'tfjs-backend-wasm-threaded-simd.wasm';
// `setWasmPaths` throws once the binary is loaded; a second classifier of the realm uses the one that is.
let isWasmOpen = false;

async function registerWasm(wasmUrls: BackendOptions['wasmUrls']): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (!isWasmOpen) setWasmPaths({ [THREADED_BINARY]: '', ...wasmUrls });
  isWasmOpen = true;
  // On a cross-origin-isolated page a minified build hangs for ever in the threaded binary: the minifier renames
  // variables inside the source text that TensorFlow.js hands to its threads. Workers give the parallelism.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
}
