package queries

import "entente/graph/ontology"

// edgeWords are the words for an edge as they stand behind its subject, and as
// they stand behind its object: "Lavrov took part in Talks in Moscow".
var edgeWords = map[ontology.Predicate][2]string{
	"holds":       {"holds", "held by"},
	"holder":      {"holder", "tenure"},
	"office":      {"office", "tenure"},
	"of":          {"of", "office"},
	"title":       {"title", "title of"},
	"represents":  {"represents", "represented by"},
	"memberOf":    {"member of", "member"},
	"partOf":      {"part of", "part"},
	"basedIn":     {"based in", "seat of"},
	"citizenOf":   {"citizen of", "citizen"},
	"in":          {"lies in", "place"},
	"capital":     {"capital", "capital of"},
	"participant": {"participant", "took part in"},
	"host":        {"host", "hosted"},
	"convener":    {"convener", "convened"},
	"party":       {"party", "party of"},
	"place":       {"place", "scene of"},
	"topic":       {"topic", "topic of"},
	"signedAt":    {"signed at", "saw signed"},
	"produced":    {"produced", "came of"},
	"follows":     {"follows", "followed by"},
	"replaces":    {"replaces", "replaced by"},
	"actor":       {"actor", "acted in"},
	"recipient":   {"recipient", "recipient of"},
	"speaker":     {"speaker", "said"},
	"addressee":   {"addressee", "was told"},
	"about":       {"about", "subject of"},
	"heldOn":      {"held on", ""},
	"endedBefore": {"ended before", ""},
	"actingOn":    {"acting on", ""},
	"designateOn": {"designate on", ""},
	"isoCode":     {"ISO code", ""},
}

// Words returns an edge in words, as they stand behind its subject; behind its
// object when inverse.
func Words(p ontology.Predicate, inverse bool) string {
	w, ok := edgeWords[p]
	switch {
	case ok && inverse && w[1] != "":
		return w[1]
	case ok && !inverse:
		return w[0]
	case inverse:
		return string(p) + " of"
	}
	return string(p)
}
