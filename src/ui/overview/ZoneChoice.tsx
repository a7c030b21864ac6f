import { useEffect, useId, useMemo, useState } from 'react';
import { useActions, useAppState } from '../app-context.tsx';

/** The time zone of charts and tables: typed, with what is known offered while typing. */
export function ZoneChoice() {
  const { setZone } = useActions();
  const zone = useAppState((state) => state.zone);
  const listId = useId();
  const [text, setText] = useState(zone);
  useEffect(() => setText(zone), [zone]);
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], []);
  // A zone takes effect as soon as it is one; half a name is kept until the field is left.
  const change = (value: string): void => {
    setText(value);
    const known = zones.find((name) => name.toLowerCase() === value.trim().toLowerCase());
    if (known) void setZone(known);
  };
  return (
    <>
      <input
        aria-label="Time zone"
        title="Time zone: type a city or region"
        list={listId}
        value={text}
        spellCheck={false}
        className="h-8 w-44 rounded border border-line-strong bg-ground px-2 text-sm hover:bg-sunken"
        onFocus={(event) => event.target.select()}
        onChange={(event) => change(event.target.value)}
        onBlur={() => {
          // Names that the list lacks (Asia/Kolkata) may be known all the same.
          void setZone(text.trim());
          setText(zone);
        }}
      />
      <datalist id={listId}>
        {zones.map((name) => (
          <option key={name} value={name} label={name.replaceAll('_', ' ')} />
        ))}
      </datalist>
    </>
  );
}
