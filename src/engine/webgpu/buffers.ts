import { roomFor } from './batch-words.ts';

/** A buffer that is replaced by a larger one when it has to be; what lay in it is lost then. */
export interface GrowingBuffer {
  /** The buffer, of `bytes` at least. It is there until more are asked for. */
  atLeast(bytes: number): GPUBuffer;
  dispose(): void;
}

/** A buffer for what one dispatch leaves to the next. */
export function createGrowingBuffer(device: GPUDevice, label: string, usage: number): GrowingBuffer {
  let held: GPUBuffer | undefined;
  return {
    atLeast(bytes) {
      if (held && held.size >= bytes) return held;
      const most = device.limits.maxStorageBufferBindingSize;
      if (bytes > most) throw new Error(`the graphics card holds no batch this large (${bytes} bytes)`);
      // What was submitted before still finds the old one.
      held?.destroy();
      held = device.createBuffer({ label, size: Math.min(roomFor(bytes), most), usage });
      return held;
    },
    dispose() {
      held?.destroy();
      held = undefined;
    },
  };
}

/** A buffer that holds these values and no others. */
export function createFilledBuffer(
  device: GPUDevice,
  label: string,
  values: Float32Array<ArrayBuffer>,
): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE;
  const buffer = device.createBuffer({ label, size: values.byteLength, usage, mappedAtCreation: true });
  new Float32Array(buffer.getMappedRange()).set(values);
  buffer.unmap();
  return buffer;
}

/** Reads results back: a buffer for each batch that is on its way, used again when it has arrived. */
export interface ReadBack {
  /** Adds the copy of the first `bytes` of `source` to the commands; what it returns waits for them, once submitted. */
  copy(encoder: GPUCommandEncoder, source: GPUBuffer, bytes: number): () => Promise<Float32Array>;
  dispose(): void;
}

export function createReadBack(device: GPUDevice): ReadBack {
  const idle: GPUBuffer[] = [];
  const busy = new Set<GPUBuffer>();

  function take(bytes: number): GPUBuffer {
    const found = idle.pop();
    if (found && found.size >= bytes) return found;
    found?.destroy();
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    return device.createBuffer({ label: 'read back', size: roomFor(bytes), usage });
  }

  return {
    copy(encoder, source, bytes) {
      const buffer = take(bytes);
      busy.add(buffer);
      encoder.copyBufferToBuffer(source, 0, buffer, 0, bytes);
      return async () => {
        await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
        const values = new Float32Array(buffer.getMappedRange(0, bytes).slice(0));
        buffer.unmap();
        busy.delete(buffer);
        idle.push(buffer);
        return values;
      };
    },
    dispose() {
      for (const buffer of [...idle.splice(0), ...busy]) buffer.destroy();
      busy.clear();
    },
  };
}
