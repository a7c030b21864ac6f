import type { TowerSizes } from '../manifest.ts';
import { padded } from './tile.ts';

/** Elements from one token's states to the next one's: whole vec4. */
export const stateStride = ({ hidden }: TowerSizes): number => padded(2 * hidden, 4);

/** The gates' functions. WGSL's own tanh is NaN far out on some drivers. */
export const ACTIVATIONS = `
  fn sigmoid(x : vec4<f32>) -> vec4<f32> {
    return vec4<f32>(1.0) / (vec4<f32>(1.0) + exp(-x));
  }

  fn hyperbolic(x : vec4<f32>) -> vec4<f32> {
    return vec4<f32>(1.0) - vec4<f32>(2.0) / (vec4<f32>(1.0) + exp(2.0 * x));
  }
`;

/** What an entry point asks of its invocation. */
export const BUILT_IN = `@builtin(local_invocation_index) local : u32, @builtin(workgroup_id) group : vec3<u32>`;
