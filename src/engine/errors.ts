/** What can be wrong with a model, as the app and the command line tell it apart. */
export type ModelErrorCode =
  | 'model-missing'
  | 'model-invalid'
  | 'model-corrupted'
  | 'model-foreign'
  | 'model-changed'
  | 'model-no-backend';

/** A model that is not there, not whole, not ours, or that nothing here can run. The message is for a person. */
export class ArtifactError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ArtifactError';
    this.code = code;
  }
}
