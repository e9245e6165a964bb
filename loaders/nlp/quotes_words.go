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
	retort signal sigh speak speculate testify thank think voice whisper wonder believe hope agree remind
	assure advise order call chant put`)

// tellingVerbs take the one who listens as their object, so that what stands
// behind them is not the speaker: "told reporters".
var tellingVerbs = setOf(`tell inform remind assure advise ask thank warn urge order call accuse congratulate greet`)

// judgingVerbs bring words that somebody used of something: called it "a step".
var judgingVerbs = setOf(`describe denounce condemn praise hail welcome dismiss accuse criticize criticise reject refer label brand
	cite speak express commend blame slam blast decry deplore mock portray characterize characterise see want
	threaten seek offer agree commit discuss support reaffirm guarantee specify give make greet congratulate`)

// titleNouns are nouns for people who speak for others.
var titleNouns = setOf(`president minister premier chancellor secretary spokesman spokeswoman spokesperson ambassador envoy
	official diplomat leader king queen prince emir sultan sheikh general admiral commander chief chairman
	chairwoman chair director senator lawmaker governor mayor negotiator mediator pope cardinal bishop
	analyst expert professor lawyer judge prosecutor activist researcher deputy commissioner delegate
	representative aide adviser advisor captain colonel resident witness head boss`)
