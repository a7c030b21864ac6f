/**
 * Words that texts on any subject have: time, quantity, praise and blame, and verbs of all work. A topic is not made of
 * them, nor of phrases made of them alone; a phrase with another word ("take control") is a term. English, as most of the
 * stop words are.
 */
const GENERAL_WORDS = new Set(
  `able absolutely ago never read reading please send sending http c'est va eu nunca jamais according actually added afternoon agree ahead ain't almost already alone along amazing amount anymore
  anyway apparently april ask asked asking august available awesome awful bad based beautiful become becomes began begin
  believe best better big bigger biggest bit bring bringing brings brought bunch buy buying bought call called calling
  came care certainly change changed check choice clear clearly close come comes coming completely considering cool
  couple course crazy current currently day days december decided definitely different difficult disappointed easier
  easily easy end ended enjoy enjoyed enough entire especially evening everyday exactly example excellent expect expected
  extra extremely fact fairly fan fantastic far fast favorite favourite february feel feeling feels felt figure fill final
  finally find finding fine finish first five fix forget forward found four fourth friday fuck fucking full fun funny
  future gave general give given gives giving glad gonna good great greatest guess guy guys half happen happened happening
  happens happy hard hate hear heard hello help helped helping helps hey hi high highly hit hold hope horrible hour hours
  huge idea imagine important impressed including instead interested interesting january july june keep keeping keeps
  kind knew know knowing known knows lack large last lasted late later latest least leave leaving left less let likely
  line literally little lol long longer look looked looking looks loss lost lot lots love loved loves lovely low lower main
  major making man march matter maybe mean meant means men mind mine minute minutes miss missed moment monday month months
  morning move moved name near nearly need needed needs new news next nice night nobody november number october oh ok okay
  old older one ones open opened option order original past part people perfect perfectly person personally pick picked
  piece place plan plus point poor possible pretty previous probably problem problems product products purchase purchased
  put question quick quickly ready real realize really reason reasons recent recently recommend recommended regular
  related review right run running sad sadly saturday saw saying second seconds see seeing seem seemed seems seen sent
  september serious seriously set several shame share shit short show showed showing shows side simple simply single six
  small soon sorry sort special spent start started starting starts stay step stick stop story strong stuff stupid sunday
  super support sure surprised take taken takes taking talk talking tell telling ten terrible thank thanks think thinking
  thought thoughts three thursday time times today together told tomorrow tonight took top total totally tried true trust
  truth try trying tuesday turn turned turns twice two type understand unless use used useful uses using usually
  various via view wait waiting want wanted wants wasn watch watched watching way ways wednesday week weekend weeks went
  whatever whole wish woman women won wonder wonderful wondering word words work worked working works world worst worth
  wow wrong yeah year years yesterday yet young à pour di che è il più non é mais com sua seu dans sur pas ont cette si te
  son ses leur ils elle nous vous oui mon ma mes os às às aos está vía ha era ser van qué cómo han tiene todo une aux sans
  plus entre hasta desde cuando también sobre nach beim werden wurde haben hat noch nur oder aber wenn wie zum zur vom`.split(
    /\s+/u,
  ),
);

/** True for a term all of whose words are general. */
export function isGeneral(term: string): boolean {
  return term.split(' ').every((word) => GENERAL_WORDS.has(word) || !/\p{L}/u.test(word));
}
