"""The words around a name that tell whether, and how, it names a place; all lower case."""

from __future__ import annotations


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_SIDES = _set("north south east west northeast northwest southeast southwest")
DIRECTIONS = _SIDES | frozenset(side + "ern" for side in _SIDES) | _set("central coastal far northernmost southernmost")
# "Mali's north": only these stand alone as the part of a country.
PARTS = _SIDES | frozenset({"centre", "center", "interior"})

ARTICLES = _set("al el ar as ash an ad at az")
PARTICLES = ARTICLES | _set(
    "of de la le les du des da do das dos del di d and y the on upon sur en am an der i ez ed ul",
)

# Capitalised words before a name that are not part of it ...
BEFORE = _set("greater downtown inner old rural metropolitan mainland outer upper lower")
# ... and after it.
AFTER = _set(
    "city town village province provinces region state states district county governorate oblast krai",
    "prefecture department municipality territory airport international university border valley area",
    "port metro monday tuesday wednesday thursday friday saturday sunday january february march april may",
    "june july august september october november december jan feb aug sept oct nov dec",
)
# "University of Aleppo" is in Aleppo; "Bank of England" and "Duke of York" say nothing of where.
BEARERS = _set(
    "bank voice duke duchess prince princess earl count countess baron lord lady king queen bishop",
    "archbishop patriarch cardinal church army battle treaty declaration game house isle cape mount",
)
DIVISION_WORDS = _set(
    "province region state governorate oblast county district prefecture department emirate krai",
    "voivodeship territory republic parish canton",
)
# With these a town's name stands for the division that it is the seat of: "Donetsk region".
SEATED = _set("province region oblast governorate prefecture krai voivodeship")
SETTLEMENTS = _set("city town village suburb port capital hamlet municipality township neighbourhood neighborhood")

WATERS = _set("river sea ocean canal bay lake strait straits gulf channel")
LOWER_WATERS = _set("river canal lake sea")
WATERS_OF = _set("gulf strait straits sea bay bight")
WATERS_BEFORE = _set("lake river")

# What stands before a place, as it does not before a person or a product.
PREPOSITIONS = _set("in at near from to of outside around between into through toward towards across via and or for")
FUNCTION = _set(
    "in at on from near the when while after before and but if for to as since with across outside inside",
    "around over between both like unlike about although because by during into of off through toward",
    "towards under until within without where is was will has had a an this that these those meanwhile",
    "today yesterday then there here how why what who not no or so yet its his her their our my we they",
    "he she it you all some many most also even only once despite against along among beyond beneath",
    "besides except via per than though whether which whose amid monday tuesday wednesday thursday friday",
    "saturday sunday january february march april may june july august september october november",
    "december",
)

# Who bears a name, and what persons and governments do, but places do not.
PERSONS = _set(
    "spokesman spokeswoman spokesperson minister president senator candidate lawmaker commander leader",
    "actor actress singer author writer lawyer attorney analyst professor coach striker midfielder",
    "defender goalkeeper mr mrs ms dr gen sen gov rep lt col sgt capt maj prof rev pres sir",
)
SPEECH = _set(
    "said says say told tells added adds tweeted wrote writes testified argued recalled explained",
    "insisted admitted joked noted replied smiled laughed who whose reported",
)
# "Xinhua news agency"
OUTLETS = _set("news newspaper magazine daily broadcaster series album film movie novel award cup")

# Ordinary words, given names and family names that are also towns: places only with a country's help.
ORDINARY = _set(
    "academy accident action advance air alert alliance alma amber angel angels anthem apple april arena",
    "arms army art ash asia atlantic august aurora authority autumn ball bad ban bank bar baron base bat",
    "batman battle bay beach bear beaver bell bend best bill bird bishop black blue board bob bobo bomb",
    "bombing bone boom border born boss bow box boy brave bravo bread bridge bright brown buffalo bull",
    "bureau burn bush butte buy call camp canal candle cannon capital captain car carbon care castle cat",
    "cause center central centre chance chapel charity charter chase chief china choice christian church",
    "circle city civil clay clear cliff cloud club coast cold coal college colon command commerce company",
    "comfort concord congress conquest constitution contact cook cool copper cork corn corona correct",
    "council count country county court cove cross crown cry cut dale dam data date david dawn day dead",
    "deal dean deep defiance delight delta democrat denial desert diamond direct discovery divide dog",
    "dollar door double dove down downs dragon drake dream drum dull eagle early earth east economy eden",
    "edge eight elder elk embassy emperor empire end energy english enterprise equality eve every",
    "exchange express fair faith fall falcon falls family fan far farmer farmers father fear federal",
    "field fine fire fireman first fish flag flora flood fly force ford forest fort forth fortune forward",
    "foster four fox freedom free french friend friends friendship front frost gap garden gas gate",
    "general george german gift giant globe god gold golden good gore government governor grace grand",
    "grant grass grave gray great green grey ground grove guard guide gulf gun guy hall hand happy harbor",
    "hard harmony harvest haven hawk head heart heaven help hero high hill hills hit home honor hope horn",
    "horse host hot hotel house how hull hungry hunt hunter ice idea ideal imperial independence index",
    "india industry inn institute international iron island jet job joint joy judge july june junction",
    "jungle justice key kill kind king kings knight lady lake lamb land lane large last latin law lawn",
    "lead leader league left legal lemon less level liberal liberty light lily lime lincoln line lion",
    "little loan long lord lost love loyal luck major male mall man many maple march marine mark market",
    "marshal mason massacre master may mean media memorial men mentor mercury mercy middle mild mile mill",
    "mine mining minister mint mirror mission mobile model modern moon moral morning most mother mount",
    "mountain muscle museum music muslim nation national native nature naval navy necessity new news next",
    "nice night nine normal north northern nothing nova number oak oasis oil old olive one onward open",
    "opportunity orange order orient out oval over page palace panic paradise park parliament parole",
    "party pass past patriot peace peach pearl peer people person pilot pine pink pioneer place plain",
    "plan play plaza point pole police policy polish pool poor pope popular port post potato power",
    "prairie premier president press price pride prime prince princess prison progress prospect",
    "protection prosper pure queen quick radar rain ranch ranger rapid ray reading rebel red reform",
    "refugee reliance republic republican rescue reserve resort reunion rice rich right river road rock",
    "roll rose round royal rule ruby run rural rush safe sail saint sale salt san sand santa school score",
    "scout sea seal search season second secret security sense senate service seven shadow shell shelter",
    "sheriff shield ship shock shop short show silent silver six sky small snow social sole solid",
    "solution son soon soul south southern space spark speaker speed spirit split spring square stand",
    "standard star state station steel stone stop storm story straight strait stream street strike strong",
    "student success sugar summer summit sun sunday superior supply surprise swan sweet sweden table tank",
    "target tax tea tell temple ten terror thing three thunder tide tiger time today tomb ton tongue top",
    "tour tower town trade trail train treasure treaty tree tribune triumph troop trust truth tunnel",
    "turkey turtle twin two union unit united unity universal university upper utility valley vale value",
    "veteran viceroy victor victory view village vineyard vision voice volunteer vote wall war ward",
    "warrior water wave way welcome west western whale wheel white wild will willing winner winter wisdom",
    "wise wolf woman wonder wood woods word work world worth yard year yellow yes young youth zeal zero",
    "january february september october november december monday tuesday wednesday thursday friday",
    "saturday spanish italian russian turkish chinese japanese korean arab arabic dutch danish swedish",
    "swiss indian american british irish greek roman jewish islam islamic catholic mosque imam sheikh",
    "sultan shah khan bey pasha emir mufti islamist taliban hamas hezbollah houthi nato euro brexit covid",
    "internet twitter facebook google amazon ali hassan hussein ahmed mohammed muhammad omar osman salman",
    "abdullah ibrahim mustafa yusuf karim rashid saddam bashar assad obama trump biden clinton putin",
    "merkel macron cameron johnson modi abe kim lee xi erdogan sisi netanyahu zelensky harris pence kerry",
    "lavrov tillerson mattis corbyn blair thatcher reagan nixon carter kennedy roosevelt wilson adams",
    "jackson madison monroe jefferson franklin hamilton tyler polk taylor pierce hayes garfield arthur",
    "cleveland harrison mckinley taft harding hoover truman james john robert michael william richard",
    "joseph thomas charles christopher daniel matthew anthony donald paul steven andrew kenneth joshua",
    "kevin brian edward ronald timothy jason jeffrey ryan jacob gary nicholas eric stephen jonathan larry",
    "justin scott brandon frank benjamin gregory samuel raymond patrick alexander jack dennis jerry aaron",
    "jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald",
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty",
    "sandra ashley dorothy kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca",
    "laura helen sharon cynthia kathleen amy angela anna ruth brenda pamela nicole katherine catherine",
    "christine debra rachel carolyn janet maria heather diane julie joyce victoria kelly christina joan",
    "evelyn lauren judith olivia martha cheryl megan andrea hannah jacqueline gloria teresa kathryn sara",
    "janice jean alice julia sophia diana natalie isabella charlotte smith jones miller davis garcia",
    "rodriguez martinez anderson moore martin thompson clark lewis robinson walker allen wright torres",
    "nguyen flores nelson baker rivera campbell mitchell roberts gomez phillips evans turner diaz parker",
    "cruz edwards collins reyes stewart morris morales murphy rogers gutierrez ortiz morgan cooper",
    "peterson bailey reed howard ramos cox richardson watson brooks chavez bennett mendoza ruiz hughes",
    "alvarez castillo sanders patel myers ross jimenez powell perry russell sullivan coleman butler",
    "henderson barnes gonzales fisher vasquez simmons romero jordan patterson graham reynolds griffin",
    "wallace cole bryant herrera gibson ellis tran medina stevens murray marshall owens mcdonald aguilar",
    "spencer gardner austin",
)

# Postal codes and press abbreviations of the states of the USA and the provinces of Canada, without full
# stops, with the country and GeoNames' code for the division (none for Canada's, which it numbers itself).
_STATES = _set(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc",
    "nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc",
)
_PRESS = _set(
    "ala:al ariz:az ark:ar calif:ca colo:co conn:ct del:de fla:fl ill:il ind:in kan:ks mass:ma mich:mi",
    "minn:mn miss:ms mont:mt neb:ne nev:nv okla:ok ore:or tenn:tn tex:tx wash:wa wis:wi wyo:wy wva:wv",
)
_PROVINCES = _set("ont que man sask alta nfld bc nb ns pei nl ab mb qc sk yk")
POSTAL: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(_PROVINCES, ("CAN", None)),
    **{code: ("USA", code.upper()) for code in _STATES},
    **{pair.split(":")[0]: ("USA", pair.split(":")[1].upper()) for pair in _PRESS},
}
