/** Frequent English words that are rare in other languages, as posts are spelt, in lower case. */
export const TELLING_WORDS = `
  and you that with this just not are out about its now what i'm get how good your they going it's tomorrow
  see after when today some know back think there still really been would night who could don't why great
  their people well only then can't into should our them right very hope because were tonight morning getting
  again never better feel being other before she watching these which gonna thing does look another looking
  where that's many always ever wish i'll didn't things though everyone while away doing years something
  little saturday i've you're soon every looks actually since already makes yet through having trying around
  might find those amazing guys someone keep maybe anyone thought making few doesn't give worth until cant
  everything such early nothing left ready wanna finally hours least tired he's biggest gets excited guess
  won't thursday isn't enough probably believe leave needs stuff wrong seems former against ahead following
  whole interesting birthday anything expected between less used forward came tuesday remember missed sounds
  waiting shows yesterday sell else goes called we're told become there's won myself wanted thats wednesday
  beautiful heard including started here's planned using i'd sucks seeing course saying listening able haven't
  totally they're close definitely bought wake poor outside huge weather during listen missing watched
  happened different either walk ugh instead happen starting giving despite thousands lots anymore understand
  agree means behind quite woke finished favorite likely each leaving hopefully didnt tried losing forget seem
  built feels seriously eating wasn't needed important considering gave hurts couldn't turned answer others
  lovely sitting worked worse everybody literally forgot entire stuck especially rather happens exactly hoping
  recent largest longer officially writing earlier spent learned lucky apparently matter currently sometimes
  played ones thoughts supposed january cannot death words itself appreciate thinks wonderful calling wont
  interested paying available wife looked figure straight buying aren't finish according putting whether
`;

/** Ones that other languages have, too, or borrow. */
export const SHARED_WORDS = `
  the to of is for on it my at be have so was like up all will new if has day can one go time may he or love
  down got had his over off last much here want lol take make next even thanks way first did says home oh
  money best say week her big him miss year show happy friday most wait long also watch fun thank game sunday
  made world school life story read days sad haha two nice monday phone sorry coming went end please yes yeah
  lot let run job done talk awesome play fall free bed pretty put weekend hate old house friends tell hard
  weeks use own step cut hear lost set mean without under buy half pay taking seen hot hit saw call try found
  must guy stop win feeling don almost staff sick follow song family both month once ago wants head playing
  meet team talking months members takes summer failed omg thinking comes later change true girl loss break
  reading food short join learn daily season ask yay but more too than need bad said any sure same sleep help
  check glad gone took tickets stupid faces sound issue clear lady boys kill
`;
