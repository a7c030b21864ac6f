import { vi } from 'vitest';

/** What a device that computes nothing was asked for. */
export interface DeviceRecord {
  /** Buffers that are there, and bytes of them. */
  buffers: number;
  bytes: number;
  /** Buffers that were ever made. */
  made: number;
  /** Labels of the passes of each submission, in order. */
  readonly submitted: string[][];
  /** Whether the next buffers find no room. */
  isFull: boolean;
}

/** A device that keeps count of its buffers, with the limits that every device has; its results are zeros. */
export function createFakeDevice(): { device: GPUDevice; record: DeviceRecord } {
  vi.stubGlobal('GPUBufferUsage', { STORAGE: 128, COPY_DST: 8, COPY_SRC: 4, MAP_READ: 1 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
  const record: DeviceRecord = { buffers: 0, bytes: 0, made: 0, submitted: [], isFull: false };
  const createBuffer = ({ size }: GPUBufferDescriptor) => {
    let isHeld = true;
    record.buffers++;
    record.made++;
    record.bytes += size;
    return {
      size,
      getMappedRange: (at = 0, bytes = size - at) => new ArrayBuffer(bytes),
      mapAsync: async () => undefined,
      unmap: () => undefined,
      destroy() {
        if (isHeld) {
          record.buffers--;
          record.bytes -= size;
        }
        isHeld = false;
      },
    };
  };
  const createCommandEncoder = () => {
    const passes: string[] = [];
    return {
      beginComputePass({ label = '' }: GPUComputePassDescriptor) {
        passes.push(label);
        const nothing = () => undefined;
        return {
          setPipeline: nothing,
          setBindGroup: nothing,
          dispatchWorkgroups: nothing,
          end: nothing,
        };
      },
      copyBufferToBuffer: () => undefined,
      finish: () => passes,
    };
  };
  const device = {
    limits: { maxStorageBufferBindingSize: 2 ** 27 },
    queue: {
      writeBuffer: () => undefined,
      submit: (commands: string[][]) => void record.submitted.push(...commands),
    },
    createBuffer,
    createCommandEncoder,
    createBindGroup: () => ({}),
    createShaderModule: () => ({}),
    createComputePipeline: () => ({ getBindGroupLayout: () => ({}) }),
    pushErrorScope: () => undefined,
    popErrorScope: async () => (record.isFull ? { message: 'no room' } : null),
  };
  return { device: device as unknown as GPUDevice, record };
}
