import { Explained } from '../controls/Explained.tsx';

/** A word that says on click how topics are found. */
export function HowFound() {
  return (
    <Explained
      label="Topics"
      className="text-ink-faint text-xs"
      explanation={
        <div className="flex flex-col gap-2">
          <p>
            Words and phrases that come together in the same texts more often than by chance (normalised
            pointwise mutual information) are grouped; each post then belongs to the group whose words it has
            most of, or to none. A topic is named by the terms that tell its posts from all others.
          </p>
          <p>
            Texts that begin with the same 80 letters, as reposts do, count once. Topics are found among all
            posts of the file, and are the same each time; filters change their counts, not the topics.
          </p>
          <p>
            Bars over time have the same axes for all topics, their heights by the square root of posts, so
            that small topics can be seen; their colour is net sentiment.
          </p>
          <p>
            Counts are under every filter but the one by topic; net sentiment and the bars over time leave a
            filter by class aside, too. The change is between the selected time and as much before it, or
            between the halves of the span. Click to see one topic alone; with Ctrl, Cmd or Shift it is added
            to those chosen.
          </p>
        </div>
      }
    >
      how topics are found
    </Explained>
  );
}
