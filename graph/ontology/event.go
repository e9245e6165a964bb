package ontology

// EventKind: every other act between political actors, coded with the types and
// modes of PLOVER (Political Language Ontology for Verifiable Event Records, 2023).
var EventKind = Kind{
	Name: "event", Subject: Event,
	Roles: []Role{
		{Name: "actor", Predicate: "actor", Players: []Type{Country, Organization, Person}, Many: true, Required: true},
		{Name: "recipient", Predicate: "recipient", Players: []Type{Country, Organization, Person}, Many: true},
		{Name: "place", Predicate: "place", Players: []Type{Place, Country}},
		{Name: "date", Predicate: "date", Value: Date},
		{Name: "amount", Predicate: "amount", Value: Number, Many: true},
		{Name: "type", Predicate: "type", Value: Term, Required: true, Terms: []string{
			"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
			"REQUEST", "ACCUSE", "REJECT", "THREATEN",
			"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}},
		{Name: "mode", Predicate: "mode", Value: Term, Terms: []string{
			"visit", "third-party", "multilateral", "phone",
			"withdraw", "release", "disarm", "ceasefire", "access", "resign",
			"assist", "change", "yield", "meet",
			"disapprove", "investigate", "allege",
			"restrict", "arrest", "relations", "expel", "territory", "violence",
			"demo", "riot", "strike", "hunger", "boycott", "obstruct",
			"convict", "discontinue",
			"troops", "weapons", "police", "militia",
			"seize", "censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber",
			"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
			"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"}},
	},
}
