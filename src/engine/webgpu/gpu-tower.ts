import { createBag } from '../bag.ts';
import type { TowerSizes } from '../manifest.ts';
import type { Tower } from '../tower.ts';
import type { Weights } from '../weights.ts';
import { attendProgram } from './attend-program.ts';
import { type BatchWords, createBatchPacker } from './batch-words.ts';
import { createFilledBuffer, createGrowingBuffer, createReadBack } from './buffers.ts';
import { layOutWeights } from './gpu-weights.ts';
import { LSTM, lstmProgram } from './lstm-program.ts';
import { planPooling, poolingProgram } from './pooling-program.ts';
import { projectProgram } from './project-program.ts';
import { stateStride } from './shader-parts.ts';
import { padded, TILE } from './tile.ts';

/** One dispatch of a tower: a program, the buffers it is bound to, and how many workgroups a batch takes. */
interface Dispatch {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
  readonly bind: (scratch: Scratch) => readonly GPUBuffer[];
  readonly groups: (batch: BatchWords) => readonly [number, number];
}

/** What a batch is written to, and what one dispatch leaves to the next. */
type Scratch = Readonly<Record<'batch' | 'projected' | 'states' | 'scores' | 'logits', GPUBuffer>>;

/** Whether one workgroup can hold all units of a direction and all that is pooled, as every device allows. */
export function fitsGpu(sizes: TowerSizes): boolean {
  return sizes.hidden <= 256 && planPooling(sizes) !== null;
}

/**
 * A tower in four dispatches a batch: what each different token adds to the gates, the recurrence, the scores of
 * attention, and all that follows them. Nothing is padded. Batches may be on their way together: the card takes them one
 * after the other, through one set of buffers that grows to the largest of them. The weights must have passed
 * `checkWeights`, the sizes `fitsGpu`.
 */
export function createGpuTower(device: GPUDevice, weights: Weights, sizes: TowerSizes): Tower {
  const { outputs } = sizes;
  const bag = createBag(weights, sizes);
  const pack = createBatchPacker(sizes.vocabulary, bag);
  const { fixed, dispatches } = createDispatches(device, weights, sizes);
  const scratch = createScratch(device, sizes);
  const readBack = createReadBack(device);
  let bound: { readonly buffers: Scratch; readonly groups: readonly GPUBindGroup[] } | undefined;

  function bindGroups(buffers: Scratch): readonly GPUBindGroup[] {
    if (bound?.buffers !== buffers)
      bound = {
        buffers,
        groups: dispatches.map(({ label, pipeline, bind }) =>
          device.createBindGroup({
            label,
            layout: pipeline.getBindGroupLayout(0),
            entries: bind(buffers).map((buffer, binding) => ({ binding, resource: { buffer } })),
          }),
        ),
      };
    return bound.groups;
  }

  /** Hands the batch to the card; what it returns waits for the logits. */
  function submit(batch: BatchWords): () => Promise<Float32Array> {
    const buffers = scratch.roomFor(batch);
    const groups = bindGroups(buffers);
    device.queue.writeBuffer(buffers.batch, 0, batch.words);
    const encoder = device.createCommandEncoder();
    dispatches.forEach((dispatch, i) => {
      const pass = encoder.beginComputePass({ label: dispatch.label });
      pass.setPipeline(dispatch.pipeline);
      pass.setBindGroup(0, groups[i]!);
      pass.dispatchWorkgroups(...dispatch.groups(batch));
      pass.end();
    });
    const arrival = readBack.copy(encoder, buffers.logits, 4 * outputs * batch.rows);
    device.queue.submit([encoder.finish()]);
    return arrival;
  }

  return {
    async logits(batch) {
      const packed = pack(batch);
      const arrival = submit(packed);
      const [found] = await Promise.all([arrival(), scratch.allocated()]);
      const into = new Float32Array(found.length);
      packed.order.forEach((row, at) => {
        for (let k = 0; k < outputs; k++) into[row * outputs + k] = found[at * outputs + k]!;
      });
      return into;
    },
    dispose() {
      for (const held of [scratch, readBack]) held.dispose();
      for (const buffer of fixed) buffer.destroy();
    },
  };
}

function createDispatches(
  device: GPUDevice,
  weights: Weights,
  sizes: TowerSizes,
): { readonly fixed: readonly GPUBuffer[]; readonly dispatches: readonly Dispatch[] } {
  const plan = planPooling(sizes)!;
  const { prefix } = sizes;
  const laidOut = layOutWeights(weights, sizes, plan);
  const upload = (name: keyof typeof laidOut) => createFilledBuffer(device, prefix + name, laidOut[name]);
  const [table, input, recurrent] = [upload('table'), upload('input'), upload('recurrent')];
  const [attend, parameters] = [upload('attend'), upload('parameters')];
  const compile = (label: string, code: string): Pick<Dispatch, 'label' | 'pipeline'> => {
    const module = device.createShaderModule({ label, code });
    return { label, pipeline: device.createComputePipeline({ label, layout: 'auto', compute: { module } }) };
  };
  const dispatches: Dispatch[] = [
    {
      ...compile('project', projectProgram(sizes)),
      bind: ({ batch, projected }) => [batch, table, input, projected],
      groups: ({ distinct }) => [
        Math.ceil(distinct / TILE.rows),
        padded(8 * sizes.hidden, TILE.columns) / TILE.columns,
      ],
    },
    {
      ...compile('lstm', lstmProgram(sizes)),
      bind: ({ batch, projected, states }) => [batch, projected, recurrent, states],
      groups: ({ rows }) => [Math.ceil(rows / LSTM.rows), 2],
    },
    {
      ...compile('attend', attendProgram(sizes)),
      bind: ({ batch, states, scores }) => [batch, states, attend, scores],
      groups: ({ tokens }) => [Math.ceil(tokens / TILE.rows), 1],
    },
    {
      ...compile('pooling', poolingProgram(sizes, plan)),
      bind: ({ batch, states, scores, logits }) => [batch, states, scores, parameters, logits],
      groups: ({ rows }) => [Math.ceil(rows / plan.rows), 1],
    },
  ];
  return { fixed: [table, input, recurrent, attend, parameters], dispatches };
}

function createScratch(device: GPUDevice, sizes: TowerSizes) {
  const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
  const growing = {
    batch: createGrowingBuffer(device, 'batch', STORAGE | COPY_DST),
    projected: createGrowingBuffer(device, 'projected', STORAGE),
    states: createGrowingBuffer(device, 'states', STORAGE),
    scores: createGrowingBuffer(device, 'scores', STORAGE),
    logits: createGrowingBuffer(device, 'logits', STORAGE | COPY_SRC),
  };
  let current: Scratch | undefined;
  let allocation: Promise<void> = Promise.resolve();

  /** A card without room says so later: until then the buffers are there and hold nothing. */
  function watched(grow: () => void): void {
    device.pushErrorScope('out-of-memory');
    grow();
    allocation = device.popErrorScope().then((error) => {
      if (error) throw new Error('the graphics card is out of memory');
    });
    allocation.catch(() => undefined);
  }

  return {
    /** The same object as long as nothing had to grow. */
    roomFor({ words, rows, tokens, distinct }: BatchWords): Scratch {
      const bytes: Record<keyof Scratch, number> = {
        batch: words.byteLength,
        projected: 32 * sizes.hidden * distinct,
        states: 4 * stateStride(sizes) * tokens,
        scores: 4 * tokens,
        logits: 4 * sizes.outputs * rows,
      };
      const names = Object.keys(bytes) as (keyof Scratch)[];
      const held = current;
      if (held && names.every((name) => held[name].size >= bytes[name])) return held;
      watched(() => {
        current = Object.fromEntries(
          names.map((name) => [name, growing[name].atLeast(bytes[name])]),
        ) as unknown as Scratch;
      });
      return current!;
    },
    /** Rejects where there was no room. */
    allocated: () => allocation,
    dispose() {
      current = undefined;
      for (const buffer of Object.values(growing)) buffer.dispose();
    },
  };
}
