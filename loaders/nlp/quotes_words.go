package nlp

// saying reports whether a token is a verb that brings speech: any of the verbs
// of saying, and for partial quotations the verbs of judging too ("called it").
func saying(d *Doc, t int, partial bool) bool {
	tok := d.Tokens[t]
	if tok.Norm == "Said" && t == d.Sentences[tok.Sentence].Start {
		return true // "Said Omerede: ...", which looks like a name
	}
	if tok.UPOS != "VERB" && tok.UPOS != "AUX" && tok.XPOS != "VBD" && tok.XPOS != "VBZ" {
		return false
	}
	return sayingVerbs[tok.Lemma] || partial && judgingVerbs[tok.Lemma]
}

// sayingVerbs bring direct or reported speech.
var sayingVerbs = setOf(`say tell add announce warn reply respond note insist argue declare state claim acknowledge admit explain
	write ask assert suggest stress emphasize emphasise underline urge comment continue conclude recall
	remark observe promise vow pledge deny confirm predict joke quip shout cry complain caution repeat
	reiterate maintain contend concede demand lament plead report reveal tweet affirm allege answer appeal
	begin boast counter estimate exclaim inform indicate interject murmur mutter point proclaim quote read
	retort reason signal sigh speak speculate testify thank think voice whisper wonder believe hope agree remind
	assure advise order call chant put attest mention`)

// tellingVerbs take the one who listens as their object, so that what stands
// behind them is not the speaker: "told reporters".
var tellingVerbs = setOf(`tell inform remind assure advise ask thank warn urge order call accuse congratulate greet`)

// judgingVerbs bring words that somebody used of something: called it "a step".
var judgingVerbs = setOf(`describe denounce condemn praise hail welcome dismiss accuse criticize criticise reject refer label brand
	cite speak express commend blame slam blast decry deplore mock portray characterize characterise see want recommend
	threaten seek offer agree commit discuss support reaffirm guarantee specify give make greet congratulate`)

// titleNouns are nouns for people who speak for others.
var titleNouns = setOf(`president minister premier chancellor secretary spokesman spokeswoman spokesperson ambassador envoy
	official diplomat leader king queen prince emir sultan sheikh general admiral commander chief chairman
	chairwoman chair director senator lawmaker governor mayor negotiator mediator pope cardinal bishop
	editor founder coordinator CEO ceo undersecretary economist expert historian author patriarch analyst expert professor lawyer judge prosecutor activist researcher deputy commissioner delegate
	representative aide adviser advisor captain colonel resident witness head boss`)

// softVerbs are verbs of saying that as often say something else: they must stand
// next to the words they bring, and give way to the others.
var softVerbs = setOf(`hope believe think wonder agree call order continue begin put conclude read point quote signal
	estimate reveal speak thank appeal confirm voice`)

// namingWords stand in front of a name: `a robot named "Better Idea"`.
var namingWords = setOf(`named called titled entitled dubbed nicknamed codenamed known know so-called labelled labeled marked`)

// labelNouns follow words that are spoken about, not said: `the "mutual consent"
// language`.
var labelNouns = setOf(`language wording clause status label term phrase slogan category`)

// bringsSpeech are the words by which speech begins without a comma.
var bringsSpeech = setOf(`said says say saying told tells telling tell adding added asked asking asks wrote writes replied answered
	shouted shouting chanted chanting declared declaring stated stating warned warning tweeted posted reads read that and but or
	thinking thought quoted responded announced`)

// leadsOn are the small words behind which speech begins without a comma.
var leadsOn = setOf(`that and but or because as while`)

// courtesy are titles that are nobody without the name behind them.
var courtesy = setOf(`Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sir Lord Lady`)
