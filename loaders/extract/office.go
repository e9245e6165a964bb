package extract

import (
	"slices"
	"strings"

	"entente/graph/ontology"
	"entente/loaders/nlp"
)

// officeOf is one office of one person as some words give it.
type officeOf struct {
	person  int
	name    Span // the person's name or mention beside the title
	head    int  // the token of the office's noun
	title   string
	span    Span
	of      []ref
	status  string
	cue     Span // the word of the status
	from    int
	to      int // tokens of the whole phrase
	beside  bool
	content bool   // words of the title other than its noun
	parted  string // a word of the title that a country's adjective parts from the rest: "chief American negotiator"
	rule    string
}

// officeNouns are the nouns of posts that one person holds. The value says
// whether the post is a state's, so that it goes with the country spoken of when
// no other is named.
var officeNouns = map[string]bool{
	"minister": true, "president": true, "premier": true, "chancellor": true, "king": true, "queen": true, "prince": true,
	"princess": true, "emir": true, "sultan": true, "monarch": true, "ambassador": true, "lawmaker": true, "senator": true,
	"congressman": true, "congresswoman": true, "taoiseach": true, "vice-president": true, "dictator": true,
	"secretary": false, "secretary-general": false, "secretary general": false, "undersecretary": false, "under-secretary": false, "envoy": false,
	"spokesman": false, "spokeswoman": false, "spokesperson": false, "chairman": false, "chairwoman": false, "chairperson": false, "chair": false,
	"chief": false, "head": false, "leader": false, "director": false, "director-general": false, "commander": false, "governor": false, "mayor": false,
	"adviser": false, "advisor": false, "commissioner": false, "representative": false, "negotiator": false, "coordinator": false,
	"prosecutor": false, "judge": false, "admiral": false, "editor": false, "registrar": false, "pope": false, "speaker": false,
	"mediator": false, "counselor": false, "consul": false, "attorney": false, "general-secretary": false, "mp": true, "deputy": false, "delegate": false,
	"administrator": false, "treasurer": false, "strongman": false, "parliamentarian": true, "nominee": false, "justice": false, "ruler": true,
	"first lady": true, "marshal": false, "inspector": false, "ombudsman": false, "rapporteur": false, "principal": false, "counterpart": false,
	"ceo": false, "executive": false, "whip": false, "co-leader": false, "co-founder": false, "founder": false, "co-chair": false, "co-chairman": false, "co-director": false, "co-president": false, "boss": false, "rector": false, "dean": false,
	"diplomat": false, "aide": false,
}

// statusWords say how an office is held.
var statusWords = map[string]string{
	"former": "former", "ex": "former", "then": "former", "late": "former", "onetime": "former", "one-time": "former", "ousted": "former",
	"deposed": "former", "retired": "former", "ex-": "former", "erstwhile": "former", "slain": "former", "previous": "former", "outgoing": "current",
	"acting": "acting", "interim": "acting", "caretaker": "acting",
	"elect": "designate", "designate": "designate", "incoming": "designate", "nominee": "designate",
	"current": "current", "incumbent": "current", "new": "current", "newly": "current", "longtime": "current", "veteran": "current",
}

// officeHead reports whether token i is the noun of an office.
func (x *extraction) officeHead(i int) bool {
	if !x.noun(i) && x.upos(i) != "ADJ" || strings.HasSuffix(x.Tokens[i].XPOS, "S") && !strings.HasSuffix(x.lemma(i), "s") && x.plural(i) {
		return false
	}
	if x.lemma(i) == "executive" && (i == 0 || x.lemma(i-1) != "chief") {
		return false // "chief executive"
	}
	if x.lemma(i) == "chief" && x.chiefOfficer(i) {
		return false // "Chief Diversity and Inclusion Officer"
	}
	_, ok := officeNouns[x.officeLemma(i)]
	return ok
}

// chiefOfficer reports whether "Chief" at token i opens the title of an officer.
func (x *extraction) chiefOfficer(i int) bool {
	for k := i + 1; k < min(i+6, len(x.Tokens)) && x.Tokens[k].Sentence == x.Tokens[i].Sentence; k++ {
		if x.lemma(k) == "officer" {
			return k > i+1
		}
		if !x.capitalized(k) && x.lemma(k) != "and" || x.personNear(k) {
			return false
		}
	}
	return false
}

// officeLemma is the lemma of token i without "then-" and "-elect".
func (x *extraction) officeLemma(i int) string {
	word := strings.ToLower(x.Form(i))
	for _, prefix := range []string{"then-", "ex-", "vice-"} {
		word = strings.TrimPrefix(word, prefix)
	}
	for _, suffix := range []string{"-elect", "-designate", "-nominee"} {
		word = strings.TrimSuffix(word, suffix)
	}
	if word == strings.ToLower(x.Form(i)) {
		if _, ok := officeNouns[word]; ok {
			return word
		}
		return x.lemma(i)
	}
	return word
}

// readOffices finds the offices of persons: a title before a name, a description
// behind it, "X is the president", and what common nouns tell of a chain.
func (x *extraction) readOffices() {
	for n, name := range x.Names {
		at := x.ofName[n]
		if at < 0 || x.list[at].Type != ontology.Person || name.Kind == nlp.Demonym {
			continue
		}
		x.titleBefore(n, at)
		x.titlesBefore(n)
		x.reigns(n, at)
		x.titleBehind(n, at)
	}
	for i := range x.Tokens {
		x.titlesOf(i)
		x.ministersListed(i)
		x.copula(i)
		x.leads(i)
		x.described(i)
	}
	for i := range x.Tokens {
		x.knownHolder(i)
	}
	for i := range x.Tokens {
		x.succeeds(i)
	}
	x.keepOffices()
}

// keepOffices makes the claims: an office is told once in a phrase, and a bare
// title says nothing beside a fuller one of the same person.
func (x *extraction) keepOffices() {
	for k := range x.offices {
		x.completeOffice(&x.offices[k])
	}
	x.ofPerson = map[int][]int{}
	for k, o := range x.offices {
		x.ofPerson[o.person] = append(x.ofPerson[o.person], k)
	}
	for k, o := range x.offices {
		if x.bareBeside(k) {
			continue
		}
		for _, of := range orNone(o.of) {
			c := x.plainClaim(ontology.OfficeKind.Name, o.rule, o.head)
			c.play("person", ref{o.person, o.name})
			c.value("title", o.title, o.span)
			if of.entity >= 0 {
				c.play("of", of)
			}
			c.value("status", o.status, o.cue)
			x.add(c)
		}
	}
}

func orNone(of []ref) []ref {
	if len(of) == 0 {
		return []ref{{entity: -1}}
	}
	return of
}

// bareBeside reports whether office k says nothing that another of the same
// person does not say: the same words again, or fewer of them.
func (x *extraction) bareBeside(k int) bool {
	o := x.offices[k]
	for _, j := range x.ofPerson[o.person] {
		other := x.offices[j]
		if j == k || other.status != o.status {
			continue
		}
		same := strings.EqualFold(other.title, o.title)
		if same && len(o.of) > 0 && len(other.of) > 0 && o.of[0].entity != other.of[0].entity {
			continue
		}
		if !same && containsWords(other.title, o.title) {
			return true
		}
		if same && j < k && o.head == other.head {
			return true
		}
	}
	return false
}

// containsWords reports whether all words of b stand in a, and a has more.
func containsWords(a, b string) bool {
	have := strings.Fields(strings.ToLower(a))
	for _, word := range strings.Fields(strings.ToLower(b)) {
		if !slices.Contains(have, word) {
			return false
		}
	}
	return true
}
