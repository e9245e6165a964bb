package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/ontology"
)

// Why says for what reason two things of two articles are one; empty when they
// are not. It is a pure function of the two.
func Why(a, b Features) string { return why(aspectsOf(&a), aspectsOf(&b)) }

// Contradict says in what two things of one type contradict each other, so that
// they can not be one; empty when they do not.
func Contradict(a, b Features) string { return contradict(aspectsOf(&a), aspectsOf(&b)) }

func why(a, b *aspects) string {
	if a.Type != b.Type || contradict(a, b) != "" {
		return ""
	}
	if a.Copy != "" && a.Copy == b.Copy && (a.Type != ontology.Article || a.Print != "") {
		return "the same words in a copy of the text"
	}
	if a.Line != "" && a.Line == b.Line && withinDays(a.day, b.day, copyDays) && sameParties(a, b) {
		return "the same words in articles of the same days"
	}
	switch a.Type {
	case ontology.Article:
		return sameText(a, b)
	case ontology.Person:
		return cmp.Or(sameName(a, b), otherSpelling(a, b))
	case ontology.Organization, ontology.Country, ontology.Place, ontology.Office:
		return sameName(a, b)
	case ontology.Meeting:
		return sameMeeting(a, b)
	case ontology.Agreement:
		return sameAgreement(a, b)
	case ontology.Event:
		return sameEvent(a, b)
	case ontology.Statement:
		return sameStatement(a, b)
	}
	return ""
}

func contradict(a, b *aspects) string {
	switch a.Type {
	case ontology.Person:
		if len(a.Countries) > 0 && len(b.Countries) > 0 && !meet(a.Countries, b.Countries) {
			return "other countries"
		}
		return middles(a, b)
	case ontology.Organization, ontology.Place:
		if len(a.Countries) > 0 && len(b.Countries) > 0 && !meet(a.Countries, b.Countries) {
			return "other countries"
		}
	case ontology.Meeting, ontology.Agreement, ontology.Event:
		return contradictActs(a, b)
	case ontology.Statement:
		if !meet(a.keys, b.keys) {
			return "other speakers"
		}
	}
	return ""
}

// sameParties reports whether no party of one of two acts is missing in the other, as far as
// both tell of any: "a joint statement by the governments of Varsonia and Arland" is none of
// Varsonia and Ostelia.
func sameParties(a, b *aspects) bool {
	x, y := a.sides, b.sides
	n := common(x, y)
	return min(len(x), len(y)) == 0 || n == len(x) || n == len(y)
}

func middles(a, b *aspects) string {
	for _, x := range a.Folded {
		for _, y := range b.Folded {
			if personKey(x) != "" && personKey(x) == personKey(y) && !middlesAgree(x, y) {
				return "other middle names"
			}
		}
	}
	return ""
}

func contradictActs(a, b *aspects) string {
	switch {
	case a.Treaty != "" && a.Treaty == b.Treaty:
		return "" // told by its signing here and by a vote on it there
	case a.Treaty != "" && b.Treaty != "":
		return "other agreements"
	case !kin(a, b):
		return "other types"
	case len(a.Dates) > 0 && len(b.Dates) > 0 && !overlap(a.dates, b.dates) && !slipped(a, b) && !slipped(b, a):
		return "other dates"
	case len(a.Places) > 0 && len(b.Places) > 0 && located(a.Places) == located(b.Places) && !samePlace(a.Places, b.Places) && !sameRoom(a, b):
		return "other places"
	case a.Type == ontology.Meeting && otherPeople(a, b):
		return "other people of the same countries"
	case a.Type == ontology.Meeting && (ofMany(a, b) || ofMany(b, a)):
		return "a meeting of two countries and one of many"
	}
	return ""
}

// many is how many countries make a meeting one of many.
const many = 4

// ofMany reports whether people of two countries met, and many countries did at the other
// meeting, which has another name: who sees his colleagues together sees some of them alone.
func ofMany(a, b *aspects) bool {
	return len(a.sides) == 2 && len(a.people) > 1 && len(b.sides) >= many && !meet(a.Folded, b.Folded)
}

// slipped reports whether a is a gathering to come for which only a time was told, "by the
// end of May", and b one that has a day within the year after: such times are not kept.
func slipped(a, b *aspects) bool {
	if !a.ahead || len(a.summits) == 0 || len(b.summits) == 0 || !a.little {
		return false
	}
	return a.day.known() && !slices.ContainsFunc(b.dates, func(d stretch) bool {
		return !d.known() || d.first < a.day.first || d.first > a.day.first+366
	})
}

// sameName joins what has the same full name.
func sameName(a, b *aspects) string {
	switch name, found := nameOf(a, b); {
	case !found:
		return ""
	case a.Type == ontology.Person:
		return fmt.Sprintf("the same full name, %q", name)
	default:
		return fmt.Sprintf("the same name, %q", name)
	}
}

// nameOf is the name that two things have in common.
func nameOf(a, b *aspects) (name string, found bool) {
	apart := !meet(a.Countries, b.Countries)
	for _, x := range a.Folded {
		for _, y := range b.Folded {
			if a.Type == ontology.Person && personKey(x) != "" && personKey(x) == personKey(y) {
				return y, true
			}
			if a.Type != ontology.Person && x == y && !(apart && commonName(a.Type, x)) {
				return y, true
			}
		}
	}
	return "", false
}

// soon is how many days a date may span to tell one meeting from the next of the
// same parties.
const soon = 4

// sameMonth is the weakest reason for which meetings are joined.
const sameMonth = "the same countries met at the same place in the same month"

// sameWeek is that for which one person's meetings are.
const sameWeek = "the same person met the same country within a week"

// summitRetold is the reason for which a summit without participants is joined to the
// one that it may be; where several may be it, it stays apart (split).
const summitRetold = "a summit at the same place in the same month"

// sameCall is that for which conferences to come are.
const sameCall = "the same countries call a conference that is to come, in articles of one month"

// agreedThere is that for which agreements without a name are.
const agreedThere = "the same countries agreed at the same place in the same month"

// weak reports whether a reason for a join should be looked at by a person.
func weak(why string) bool {
	return slices.Contains([]string{sameMonth, sameWeek, summitRetold, sameCall, agreedThere}, why)
}

func sameMeeting(a, b *aspects) string {
	shared := common(a.sides, b.sides)
	place := samePlace(a.Places, b.Places)
	_, named := nameOf(a, b)
	switch {
	case named && (sameTime(a, b) || shared > 0 && place):
		return "the same name, and dates that overlap or the same parties and place"
	case named && (foreseen(a, b) || foreseen(b, a)):
		return "the same name of its own, foreseen without a date within the year before"
	case samePeople(a, b) && !otherName(a, b) && !namedApart(a, b):
		return "the same people met on days of which none contradicts"
	case toMeet(a, b) && !otherName(a, b):
		return "the same people are to meet on days of which none contradicts, in articles of one month"
	case shared >= 2 && sameEnvoy(a, b):
		return sameWeek
	case shared >= 2 && bothCalled(a, b):
		return sameCall
	case !overlap(a.dates, b.dates):
		return ""
	case narrow(a.dates, b.dates) && shared >= 2 && !namedApart(a, b):
		return "the same countries met on the same days"
	case narrow(a.dates, b.dates) && shared == 1 && place && oneOnly(a, b):
		return "the same country at the same place on the same days"
	case shared >= 2 && place:
		return sameMonth
	case retold(a, b):
		return summitRetold
	}
	return ""
}

// oneOnly reports whether two meetings of which one country alone is told in common can be
// one: both are visits, or summits and the like, and of one of them nobody else is told; or
// both tell of nobody else. A visit is none of the meetings that it is made for, and who
// sees several people in a day has several meetings.
func oneOnly(a, b *aspects) bool {
	x, y := len(a.sides), len(b.sides)
	large := append([]string{"visit", "session"}, summits...)
	return max(x, y) == 1 && meet(a.Terms, b.Terms) || min(x, y) == 1 && meet(meetTerms(a.Features, large), meetTerms(b.Features, large))
}

// otherName reports whether both have names of their own and these have no word in
// common but such as many have: "G7 summit", "EU-U.S. summit".
func otherName(a, b *aspects) bool {
	return a.own && b.own && !meet(ownWords(a.Features), ownWords(b.Features))
}

// namedApart reports whether one alone has a name of its own and they are called otherwise:
// "the Varsonia-Arland Strategic Dialogue" is no meeting that its leaders had on the day.
func namedApart(a, b *aspects) bool {
	return a.own != b.own && !meet(a.Terms, b.Terms)
}

// ownWords are the words of names that not every meeting's name has.
func ownWords(f *Features) []string {
	var all []string
	for _, n := range f.Folded {
		for _, w := range tokens(n) {
			if !commonWords[w] && len(w) > 2 {
				all = append(all, w)
			}
		}
	}
	return all
}

// sameTime reports whether dates of two things of one name overlap: of a name that many
// things have, "ministerial meeting", those of a few days.
func sameTime(a, b *aspects) bool {
	if a.own && b.own {
		return overlap(a.dates, b.dates)
	}
	return narrow(a.dates, b.dates)
}

// sameEnvoy reports whether two meetings of the same parties, at country level, name one
// person in common, both within days of one week of which one is told: "Kerry had talked
// with Lavrov" on May 7, "talks here this week between Lavrov and the Americans" on May 8.
// Of a told day the other is none: an envoy sees one after another.
func sameEnvoy(a, b *aspects) bool {
	long := func(d stretch) bool { return d.days() > soon }
	return meet(a.people, b.people) && slices.Equal(a.sides, b.sides) &&
		max(len(a.people), len(b.people)) > 1 && len(a.Names)+len(b.Names) == 0 && (slices.ContainsFunc(a.dates, long) || slices.ContainsFunc(b.dates, long)) && anyOverlap(a.times, b.times, week, week)
}

// foreseen reports whether a is a gathering to come under a name of its own, without a
// day, and b one that took place or has a day within a year: "the conference on the delta
// that they proposed", and the day of the conference on the delta.
func foreseen(a, b *aspects) bool {
	coming := len(a.Dates) == 0 && len(a.summits) > 0 && meet(a.Status, []string{"planned", "proposed", "postponed"}) && !meet(a.Status, []string{"held"})
	return coming && a.day.known() && a.own && b.own && slices.ContainsFunc(b.dates, func(d stretch) bool {
		return d.known() && d.days() <= soon && a.day.first <= d.first && d.first <= a.day.first+366
	})
}

// season is the longest span of a day that is still open.
const season = 92

// toMeet reports whether two people in common are to meet within a season that is told
// in one month: "will meet in May or June", "will meet on June 12".
func toMeet(a, b *aspects) bool {
	return a.ahead && b.ahead && common(a.people, b.people) >= 2 &&
		withinDays(a.day, b.day, month) && anyOverlap(a.dates, b.dates, month, season)
}

// bothCalled reports whether both are conferences to come, of which no other name is told
// and no day contradicts, called for in articles of one month.
func bothCalled(a, b *aspects) bool {
	return a.ahead && b.ahead && meet(a.summits, b.summits) && !otherName(a, b) &&
		slices.Equal(a.sides, b.sides) && withinDays(a.day, b.day, month)
}

// retold reports whether one of two summits is told by its place and month alone, as
// history is: "the first summit, in Skarvik last June".
func retold(a, b *aspects) bool {
	return meet(a.summits, b.summits) && min(len(a.Actors), len(b.Actors)) == 0 &&
		samePlace(a.Places, b.Places) && anyOverlap(a.dates, b.dates, soon, month) &&
		(len(a.Names) == 0 || len(b.Names) == 0)
}

// summits are types of meetings that are told of by place and month.
var summits = []string{"summit", "conference"}

// meetTerms are the types of a thing that are among some.
func meetTerms(f *Features, some []string) []string {
	return slices.DeleteFunc(slices.Clone(f.Terms), func(t string) bool { return !slices.Contains(some, t) })
}

// samePeople reports whether two meetings name two people in common, one of them
// within a week and the other within a month that overlap: "talked for several hours"
// on May 7, "talks this week" on May 8; "the meeting in October 1986".
func samePeople(a, b *aspects) bool {
	if common(a.people, b.people) < 2 {
		return false
	}
	return anyOverlap(a.times, b.times, week, month)
}

// week and month are spans of dates in days.
const week, month = 7, 31

// people are the keys of the persons among parties.
func people(ps []Party) []string {
	var all []string
	for _, p := range ps {
		if strings.HasPrefix(p.Key, "person") {
			all = append(all, p.Key)
		}
	}
	return union(nil, all)
}

func sameAgreement(a, b *aspects) string {
	shared := common(a.sides, b.sides)
	own := a.own && b.own
	_, named := nameOf(a, b)
	switch {
	case named && own && (overlap(a.dates, b.dates) || shared > 0 || samePlace(a.Places, b.Places)):
		return "the same name, and dates that overlap, a common party or the same place"
	case named && own && soonAfter(a.day, b.day):
		return "the same name of its own, in articles of one year"
	case named && anyOverlap(a.dates, b.dates, soon, month) && shared >= parties2(a, b):
		return "the same name, the same parties as far as they are told, and dates that overlap"
	case overlap(a.dates, b.dates) && narrow(a.dates, b.dates) && shared >= 2:
		return "the same countries agreed on the same days"
	case calledAfter(a, b) || calledAfter(b, a):
		return "called after the place where the other was made in those days"
	case shared >= 2 && !own && len(a.Dates)+len(b.Dates) > 0 && sameCity(a, b) && anyOverlap(a.times, b.times, soon, month):
		return agreedThere
	case shared >= 2 && sameYear(a, b):
		return "the same countries' treaty of the same year"
	}
	return ""
}

// calledAfter reports whether a bears the name of the place where b, which has no name of
// its own, was made in the days of a: "the Skarvik accord", and what was agreed in Skarvik.
func calledAfter(a, b *aspects) bool {
	if !a.own || b.own || len(a.Dates)+len(b.Dates) == 0 || !anyOverlap(a.times, b.times, soon, month) {
		return false
	}
	if len(a.Actors) > 0 && len(b.Actors) > 0 && common(a.sides, b.sides) == 0 {
		return false
	}
	for _, p := range b.sites {
		for _, name := range a.Folded {
			if where := placeName(p); where != "" && strings.HasPrefix(name+" ", where+" ") {
				return true
			}
		}
	}
	return false
}

// placeName is the name of a city or another place as it is compared, "" for a state.
func placeName(p Party) string {
	prefix, name, _ := strings.Cut(strings.ReplaceAll(p.Key, "~", ":"), ":")
	if prefix != "place" {
		return ""
	}
	name, _, _ = strings.Cut(strings.ReplaceAll(name, "-", " "), "@")
	return name
}

// sameCity reports whether both were made at one place that is no state.
func sameCity(a, b *aspects) bool {
	for _, p := range a.sites {
		for _, q := range b.sites {
			if p.Key == q.Key && placeName(p) != "" {
				return true
			}
		}
	}
	return false
}

// sameYear reports whether both are treaties that are told by their year alone: "the
// treaty of 1954".
func sameYear(a, b *aspects) bool {
	return len(a.Dates) == 1 && slices.Equal(a.Dates, b.Dates) && len(a.Dates[0]) == len("1954") && meet(a.Terms, b.Terms) && !(a.own && b.own) &&
		slices.Equal(a.sides, b.sides)
}

// parties2 is how many parties two agreements under a name that many have, "joint
// statement", must share: two, or as many as the one with fewer has.
func parties2(a, b *aspects) int {
	return min(2, len(a.sides), len(b.sides))
}

// ownName reports whether a meeting or an agreement has a name that not every one can
// have: "Panmunjom Declaration" is one, "Joint Statement" and "the summit" are none.
func ownName(f Features) bool { return slices.ContainsFunc(f.Names, ofItsOwn) }

// ofItsOwn reports whether a name is one that not every meeting or agreement can have.
func ofItsOwn(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(word string) bool {
		r, _ := utf8.DecodeRuneInString(word)
		return (unicode.IsUpper(r) || unicode.IsDigit(r)) && !commonWords[strings.ToLower(word)]
	})
}

// commonWords are words in names of many agreements and meetings.
var commonWords = map[string]bool{"the": true, "agreement": true, "accord": true, "accords": true, "treaty": true, "declaration": true,
	"communique": true, "joint": true, "statement": true, "final": true, "act": true, "protocol": true, "convention": true, "deal": true,
	"pact": true, "memorandum": true, "understanding": true, "framework": true, "peace": true, "interim": true, "plan": true, "action": true,
	"comprehensive": true, "nuclear": true, "security": true, "council": true, "resolution": true, "resolutions": true, "ceasefire": true,
	"truce": true, "armistice": true, "charter": true, "principles": true, "trade": true, "free": true, "general": true, "assembly": true,
	"un": true, "u.n.": true, "united": true, "nations": true, "cooperation": true, "strategic": true, "partnership": true, "defense": true,
	"meeting": true, "summit": true, "conference": true, "ministerial": true, "talks": true, "dialogue": true, "forum": true, "session": true,
	"foreign": true, "ministers": true, "leaders": true, "leaders’": true, "leaders'": true, "ministers’": true, "ministers'": true, "bilateral": true,
	"trilateral": true, "quadrilateral": true, "annual": true, "high-level": true, "virtual": true, "consultations": true, "round": true,
	"working": true, "group": true, "committee": true, "international": true, "global": true, "regional": true, "special": true,
	"first": true, "second": true, "third": true, "new": true, "press": true, "news": true, "briefing": true, "visit": true}

// copyDays is how many days after it was sent a wire text is still printed.
const copyDays = 1

func sameEvent(a, b *aspects) string {
	if !overlap(a.dates, b.dates) || !narrow(a.dates, b.dates) || common(a.sides, b.sides) == 0 {
		return ""
	}
	if common(a.others, b.others) > 0 {
		return "the same act by and against the same countries on the same days"
	}
	if len(a.Others)+len(b.Others) == 0 && samePlace(a.Places, b.Places) {
		return "the same act by the same country at the same place on the same days"
	}
	return ""
}

// sameStatement joins direct quotations of one speaker of which one holds the other.
func sameStatement(a, b *aspects) string {
	near := withinDays(a.day, b.day, copyDays)
	for _, x := range a.said {
		for _, y := range b.said {
			if len(x.words) < len(y.words) {
				x, y = y, x
			}
			if (y.n >= longQuote || y.n >= quoteWords && near) && strings.Contains(x.words, y.words) {
				return "the same words by the same speaker"
			}
		}
	}
	return ""
}

// quoteWords is how many words a quotation must have to be known again the next day,
// longQuote how many at any time: "it is good to be with you" is said every week.
const quoteWords, longQuote = 5, 9

// sameHere reports whether two claims of one article are about one thing: they
// share two parties or all, or a name, nothing contradicts, and one is not to come
// while the other was.
func sameHere(a, b *aspects) bool {
	if contradictActs(a, b) != "" || otherTime(a, b) {
		return false
	}
	if meet(a.Folded, b.Folded) || a.Treaty != "" && a.Treaty == b.Treaty {
		return true
	}
	if conference := []string{"conference"}; len(a.Names)+len(b.Names) > 0 && meet(a.Terms, conference) != meet(b.Terms, conference) {
		return false // "the conference that they proposed at talks in Skarvik"
	}
	if a.Type == ontology.Event {
		return slices.Equal(a.keys, b.keys) && slices.Equal(keysOf(a.Others), keysOf(b.Others)) &&
			len(a.Actors) > 0 && len(a.Others) > 0 && slices.Equal(a.Modes, b.Modes) && overlap(a.dates, b.dates)
	}
	if len(a.Names) > 0 && len(b.Names) > 0 {
		return false
	}
	return common(a.keys, b.keys) >= 2
}

// otherTime reports whether one thing was and the other is to come, unless dates tell better.
func otherTime(a, b *aspects) bool {
	if len(a.Dates) > 0 && len(b.Dates) > 0 {
		return false
	}
	past, future := []string{"held", "failed", "signed", "ratified", "announced", "in-force"}, []string{"planned", "proposed", "postponed", "cancelled"}
	return meet(a.Status, past) && meet(b.Status, future) && !meet(a.Status, future) && !meet(b.Status, past) ||
		meet(b.Status, past) && meet(a.Status, future) && !meet(b.Status, future) && !meet(a.Status, past)
}

// kinds of meetings and agreements that one article may call so and another so.
// A type is kin to itself and to those that share a line with it.
var kinds = [][]string{
	{"talks", "summit", "meeting", "visit"},
	{"talks", "summit", "meeting", "session", "conference"},
	{"talks", "call"},
	{"news-conference"},
	{"treaty", "accord", "deal", "agreement"},
	{"ceasefire", "accord", "deal", "agreement"},
	{"communique", "joint-statement", "accord", "agreement"},
	{"memorandum", "accord", "deal", "agreement"},
	{"resolution"},
}

// kin reports whether types (and modes, of events) agree.
func kin(a, b *aspects) bool {
	if a.Type == ontology.Event {
		return slices.Equal(a.Terms, b.Terms) && (len(a.Modes) == 0 || len(b.Modes) == 0 || meet(a.Modes, b.Modes))
	}
	if len(a.Terms) == 0 || len(b.Terms) == 0 || meet(a.Terms, b.Terms) {
		return true
	}
	if onlyCall(a) && meet(b.Terms, inPerson) || onlyCall(b) && meet(a.Terms, inPerson) {
		return false
	}
	for _, line := range kinds {
		if meet(a.Terms, line) && meet(b.Terms, line) {
			return true
		}
	}
	return false
}

// inPerson are types of meetings to which somebody goes, which a call is not, though both
// are talks.
var inPerson = []string{"meeting", "summit", "visit", "conference", "session"}

func onlyCall(f *aspects) bool { return slices.Equal(f.Terms, []string{"call"}) }

// otherPeople reports whether the two meetings name people of one country and none
// in common: presidents met presidents, ministers met ministers, on one day in one
// city. Where many meet, one article names these and another those.
func otherPeople(a, b *aspects) bool {
	if many := []string{"conference", "session"}; meet(a.Terms, many) && meet(b.Terms, many) {
		return false
	}
	for _, side := range a.sides {
		p, q := peopleOf(a.Actors, side), peopleOf(b.Actors, side)
		if len(p) > 0 && len(q) > 0 && !anyMatch(p, q) || len(p) > 0 && onlyBodies(b.Actors, side) || len(q) > 0 && onlyBodies(a.Actors, side) {
			return true
		}
	}
	return false
}

// onlyBodies reports whether bodies alone act for a country: "the ministry hosted Voss" is
// no meeting of the minister with him.
func onlyBodies(ps []Party, side string) bool {
	any := false
	for _, p := range ps {
		if p.side() == side && !strings.HasPrefix(p.Key, "organization") {
			return false
		}
		any = any || p.side() == side
	}
	return any
}

// peopleOf are the keys of the persons that act for a country.
func peopleOf(ps []Party, side string) []string {
	var all []string
	for _, p := range ps {
		if p.side() == side && strings.HasPrefix(p.Key, "person") {
			all = append(all, p.Key)
		}
	}
	return all
}

func anyMatch(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || surnameOf(x) == surnameOf(y) {
				return true
			}
		}
	}
	return false
}

// surnameOf is the last word of a person's key.
func surnameOf(key string) string {
	name := strings.FieldsFunc(key, func(r rune) bool { return r == ' ' || r == '~' || r == '-' || r == ':' })
	if len(name) == 0 {
		return ""
	}
	return name[len(name)-1]
}

// located reports whether the country of some place is known: "on Linden Island" may be in
// Skarvik for all that is known of it.
func located(ps []Party) bool {
	return slices.ContainsFunc(ps, func(p Party) bool { return p.Country != "" || strings.HasPrefix(p.Key, "country:") })
}

// samePlace reports whether places do not contradict: one is in both, or one is
// the country of the other.
func samePlace(a, b []Party) bool {
	for _, p := range a {
		for _, q := range b {
			if p.Key == q.Key || p.Key == q.Country || q.Key == p.Country {
				return true
			}
		}
	}
	return false
}

// sameRoom reports whether the same two people met at places of one country, of
// which one may be a house in the other: "in Reykjavik", "at Höfði House".
func sameRoom(a, b *aspects) bool {
	if common(a.people, b.people) < 2 {
		return false
	}
	for _, p := range a.Places {
		for _, q := range b.Places {
			if p.Country != "" && p.Country == q.Country {
				return true
			}
		}
	}
	return false
}

func keysOf(ps []Party) []string {
	var all []string
	for _, p := range ps {
		all = append(all, p.Key)
	}
	return union(nil, all)
}

func meet(a, b []string) bool { return common(a, b) > 0 }

// common counts what two lists share.
func common(a, b []string) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}
