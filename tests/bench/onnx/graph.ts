import { MessageWriter } from './protobuf.ts';

const IR_VERSION = 9;
const OPSET = 17;
const ELEMENT_TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
const ATTRIBUTE_TYPES = { float: 1, integer: 2, text: 3, integers: 7 } as const;

type ElementType = keyof typeof ELEMENT_TYPES;
type Attribute = number | string | readonly number[] | { readonly float: number };

/** An ONNX graph that is put together node by node; names of values are made up as they come. */
export class GraphBuilder {
  readonly #graph = new MessageWriter();
  readonly #initializers = new MessageWriter();
  readonly #ends = new MessageWriter();
  #names = 0;

  /** An input of the model; a side that is a text is free. */
  input(name: string, type: ElementType, shape: readonly (number | string)[]): string {
    this.#ends.message(11, valueInfo(name, type, shape));
    return name;
  }

  output(name: string, from: string, shape: readonly (number | string)[]): void {
    this.#graph.message(1, nodeMessage('Identity', [from], name, {}));
    this.#ends.message(12, valueInfo(name, 'float32', shape));
  }

  constant(values: Float32Array | Int8Array | Uint8Array | BigInt64Array, shape: readonly number[]): string {
    const name = this.#name();
    const tensor = new MessageWriter();
    for (const side of shape) tensor.integer(1, side);
    tensor.integer(2, ELEMENT_TYPES[typeOf(values)]).text(8, name);
    tensor.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.#initializers.message(5, tensor);
    return name;
  }

  integers(...values: number[]): string {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length]);
  }

  scalar(value: number): string {
    return this.constant(Float32Array.of(value), []);
  }

  /** Adds a node; gives the name of its only (or first) result. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.nodes(operator, inputs, 1, attributes)[0]!;
  }

  /** Adds a node with several results. */
  nodes(
    operator: string,
    inputs: readonly string[],
    results: number,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string[] {
    const names = Array.from({ length: results }, () => this.#name());
    this.#graph.message(1, nodeMessage(operator, inputs, names, attributes));
    return names;
  }

  /** The model as the bytes of an .onnx file. */
  finish(): Uint8Array<ArrayBuffer> {
    const graph = this.#graph.text(2, 'graph').finish();
    const whole = [graph, this.#initializers.finish(), this.#ends.finish()];
    const model = new MessageWriter().integer(1, IR_VERSION).text(2, 'undertone');
    const joined = new Uint8Array(whole.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of whole) {
      joined.set(part, at);
      at += part.length;
    }
    return model.bytes(7, joined).message(8, new MessageWriter().text(1, '').integer(2, OPSET)).finish();
  }

  #name(): string {
    return `v${this.#names++}`;
  }
}

function nodeMessage(
  operator: string,
  inputs: readonly string[],
  outputs: string | readonly string[],
  attributes: Readonly<Record<string, Attribute>>,
): MessageWriter {
  const node = new MessageWriter();
  for (const name of inputs) node.text(1, name);
  for (const name of typeof outputs === 'string' ? [outputs] : outputs) node.text(2, name);
  node.text(4, operator);
  for (const [name, value] of Object.entries(attributes)) node.message(5, attributeMessage(name, value));
  return node;
}

function attributeMessage(name: string, value: Attribute): MessageWriter {
  const message = new MessageWriter().text(1, name);
  if (typeof value === 'number') return message.integer(3, value).integer(20, ATTRIBUTE_TYPES.integer);
  if (typeof value === 'string') return message.text(4, value).integer(20, ATTRIBUTE_TYPES.text);
  if ('float' in value) return message.float(2, value.float).integer(20, ATTRIBUTE_TYPES.float);
  for (const item of value) message.integer(8, item);
  return message.integer(20, ATTRIBUTE_TYPES.integers);
}

function valueInfo(name: string, type: ElementType, shape: readonly (number | string)[]): MessageWriter {
  const sides = new MessageWriter();
  for (const side of shape) {
    const dimension = new MessageWriter();
    sides.message(1, typeof side === 'number' ? dimension.integer(1, side) : dimension.text(2, side));
  }
  const tensor = new MessageWriter().integer(1, ELEMENT_TYPES[type]).message(2, sides);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}

function typeOf(values: Float32Array | Int8Array | Uint8Array | BigInt64Array): ElementType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Int8Array) return 'int8';
  return values instanceof Uint8Array ? 'uint8' : 'int64';
}
