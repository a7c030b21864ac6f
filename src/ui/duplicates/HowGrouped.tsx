/** What counts as a repeat. */
export function HowGrouped() {
  return (
    <div className="flex flex-col gap-2">
      <p>
        Posts say the same where their words are the same; case, punctuation, links, mentions and the “RT”
        before them do not count. From eight words on, they also do where at least 70 % of the runs of three
        words in either are in both (Jaccard similarity; candidates by MinHash, Broder 1997).
      </p>
      <p>
        Each is compared with the first of its group in the file, so that a chain of small changes does not
        join posts that differ.
      </p>
      <p>
        Posts that pass the filters are counted. “Distinct posts” leaves this panel as it is: among those
        there are no repeats.
      </p>
    </div>
  );
}
