import type { ReactNode } from 'react';

/** A 16-pixel line icon; decoration only, the control beside it carries the words. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const ChevronIcon = () => (
  <Icon>
    <path d="M4.5 6.5 8 10l3.5-3.5" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4" />
    <path d="m10 10 3.5 3.5" />
  </Icon>
);
export const ChartIcon = () => (
  <Icon>
    <path d="M2 13.5h12M2.5 10 6 5.5l3 2.5 4.5-5" />
  </Icon>
);
export const TopicsIcon = () => (
  <Icon>
    <circle cx="5" cy="5.5" r="3" />
    <circle cx="11.5" cy="7" r="2" />
    <circle cx="7.5" cy="12" r="2" />
  </Icon>
);
export const CompareIcon = () => (
  <Icon>
    <path d="M3.5 13V6.5M8 13V3M12.5 13V9M2 13.5h12" />
  </Icon>
);
export const TableIcon = () => (
  <Icon>
    <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 6.5v6" />
  </Icon>
);
export const LedgerIcon = () => (
  <Icon>
    <path d="M8 2.5 14 13H2zM8 6.5V9M8 11v.2" />
  </Icon>
);
export const DeviceIcon = () => (
  <Icon>
    <path d="M8 2 3 4v4c0 3 2.2 5 5 6 2.8-1 5-3 5-6V4zM6 8l1.5 1.5L10 6.5" />
  </Icon>
);
export const HomeIcon = () => (
  <Icon>
    <path d="M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M4 2h5l3 3v9H4zM9 2v3h3M8 8v4M6.3 9.5 8 7.8l1.7 1.7" />
  </Icon>
);
export const DownloadIcon = () => (
  <Icon>
    <path d="M8 2.5v7M5 7l3 3 3-3M3 13h10" />
  </Icon>
);
export const PencilIcon = () => (
  <Icon>
    <path d="M3 13l.6-2.9 7.1-7.1 2.3 2.3-7.1 7.1zM9.3 4.4l2.3 2.3" />
  </Icon>
);
export const TrashIcon = () => (
  <Icon>
    <path d="M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4" />
  </Icon>
);
export const SortIcon = ({ descending }: { readonly descending: boolean }) => (
  <Icon>{descending ? <path d="M8 3.5v9M5 9.5l3 3 3-3" /> : <path d="M8 12.5v-9M5 6.5l3-3 3 3" />}</Icon>
);
