import { Component, type ReactNode } from 'react';
import { Button } from '../controls/Button.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failure: string | null;
}

/** Keeps a fault in one view from taking the whole page, and a run under way, with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div role="alert" data-testid="error-message" className="flex max-w-2xl flex-col items-start gap-3 p-8">
        <h1 className="font-semibold text-lg">This view could not be drawn</h1>
        <p className="text-ink-soft">
          The fault is ours ({failure}). Your data are kept, and a run under way goes on. Try the view again,
          or choose another one.
        </p>
        <Button onClick={() => this.setState({ failure: null })}>Try again</Button>
      </div>
    );
  }
}
