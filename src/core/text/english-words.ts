/** Frequent English words that are rare in other languages, as posts are spelt, in lower case. */
export const TELLING_WORDS = `
  and you that with this but just not are out about its now what i'm get how good your more they going it's
  tomorrow see after when today some know too back think there still really been would night who could don't
  why great their people well than need only then can't into should our them right very hope because were
  tonight bad morning getting again never better feel being other before said any she watching these which
  gonna thing does look another looking where that's many always ever wish i'll didn't things though everyone
  sure while away doing same years something little sleep saturday i've you're soon every looks actually since
  already makes yet through having trying around might find those amazing guys someone keep maybe help anyone
  thought making few doesn't give worth until cant everything such early nothing left check ready wanna
  finally hours least tired he's biggest gets excited guess won't thursday isn't enough probably believe leave
  needs stuff wrong seems former against ahead following whole interesting birthday anything expected between
  glad gone less used forward came tuesday remember missed sounds waiting shows yesterday sell took else goes
  called we're told become there's won myself wanted thats wednesday beautiful heard including started here's
  planned using i'd sucks seeing course stepping saying listening able haven't totally they're close
  definitely bought wake poor outside huge weather during listen missing watched happened different either
  walk ugh instead happen starting giving despite tickets stupid thousands reports lots anymore understand
  agree means losses behind quite woke finished favorite likely each leaving hopefully concerns didnt tried
  losing forget seem built feels seriously faces eating wasn't needed important considering workers gave hurts
  couldn't turned answer others lovely sitting worked worse everybody literally forgot entire stuck especially
  lessons sound rather happens exactly hoping recent largest asked industry longer officially writing earlier
  spent learned lucky apparently matter lay currently sometimes george played mad issue ones thoughts
  embattled clear cutting supposed january cannot church leases heading death catch words itself pregnancy
  appreciate thinks football wonderful lady boys calling wont interested paying available wife looked figure
  straight buying aren't finish kill according field putting example republican whether
`;

/** Ones that other languages have, too, or borrow. */
export const SHARED_WORDS = `
  the to of is for on it my at be have so was like up all will new if has day can one go time may he or love
  down got had his over off last much here want lol take make next even thanks way first did says home oh
  money best say week her big him miss year show happy friday market most wait long also watch fun thank game
  sunday made world school employees life story read days sad haha two public reportedly nice deal monday
  phone sorry coming went companies end please yes yeah lot let run job done talk sources awesome play fall
  free bed pretty plans put weekend value hate old house friends tell hard weeks use own movie party step cut
  hear parent lost financing set mean without under buy half pay taking seen hot hit saw call try found must
  guy stop win feeling music package don almost staff sick follow song family both month once ago wants head
  playing meet team talking months members takes full amid summer future late failed omg thinking steps comes
  later change true girl loss break reading food short join learn class daily season ask yay
`;
