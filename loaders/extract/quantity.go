package extract

import (
	"math/big"
	"slices"
	"strings"
)

// Amounts as numbers. The words of an amount stay what they are; beside them stands
// what they come to:
//
//	"$100 million"                 100000000 USD
//	"3,000 troops"                 3000 troops
//	"at least 12 civilians killed" >=12 persons killed
//	"more than two dozen officials" >24 officials
//
// A sign in front tells a bound: > more than, >= at least, < fewer than, <= up to,
// ~ about.

// quantity returns the number of an amount with its unit, "" where its words give
// no number that could be counted with.
func quantity(words string) string {
	fields := strings.Fields(strings.ReplaceAll(strings.ToLower(words), "-", " "))
	bound, fields := boundOf(fields)
	money, fields := moneyBefore(fields)
	n, fields := numberOf(fields)
	if n == nil {
		return ""
	}
	unit := unitOf(fields, money)
	if unit == "" {
		return ""
	}
	return bound + decimalOf(n) + " " + unit
}

// bounds are the words in front of a number that make it a bound, longest first.
var bounds = []struct {
	words []string
	sign  string
}{
	{[]string{"no", "fewer", "than"}, ">="}, {[]string{"no", "less", "than"}, ">="}, {[]string{"no", "more", "than"}, "<="}, {[]string{"as", "many", "as"}, "<="},
	{[]string{"at", "least"}, ">="}, {[]string{"more", "than"}, ">"}, {[]string{"up", "to"}, "<="}, {[]string{"at", "most"}, "<="}, {[]string{"fewer", "than"}, "<"}, {[]string{"less", "than"}, "<"},
	{[]string{"over"}, ">"}, {[]string{"nearly"}, "<"}, {[]string{"almost"}, "<"}, {[]string{"under"}, "<"},
	{[]string{"about"}, "~"}, {[]string{"around"}, "~"}, {[]string{"some"}, "~"}, {[]string{"roughly"}, "~"}, {[]string{"approximately"}, "~"}, {[]string{"estimated"}, "~"},
}

// fillersBefore are words in front of a number that say nothing of it.
var fillersBefore = map[string]bool{"the": true, "another": true, "additional": true, "a": true, "an": true, "further": true, "extra": true, "new": true, "its": true, "their": true, "other": true, "record": true}

// boundOf reads the words in front of a number and returns the sign of a bound.
func boundOf(fields []string) (string, []string) {
	sign := ""
next:
	for len(fields) > 0 {
		for _, b := range bounds {
			if len(fields) >= len(b.words) && slices.Equal(fields[:len(b.words)], b.words) {
				sign, fields = b.sign, fields[len(b.words):]
				continue next
			}
		}
		article := fields[0] == "a" || fields[0] == "an"
		if !fillersBefore[fields[0]] || article && len(fields) > 1 && scales[fields[1]] > 0 {
			break // "a hundred soldiers"
		}
		fields = fields[1:]
	}
	return sign, fields
}

// currencies are the codes of ISO 4217 by their signs and words. A dollar without a
// state is the American.
var currencies = map[string]string{"$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "a$": "AUD", "aud": "AUD", "c$": "CAD", "can$": "CAD", "cad": "CAD",
	"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "cny": "CNY",
	"ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "shekels": "ILS", "hryvnia": "UAH", "zloty": "PLN", "ringgit": "MYR", "baht": "THB", "chf": "CHF"}

// moneyBefore reads the sign of a currency in front of a number, "US$100".
func moneyBefore(fields []string) (string, []string) {
	if len(fields) == 0 {
		return "", fields
	}
	at := strings.IndexFunc(fields[0], func(r rune) bool { return '0' <= r && r <= '9' })
	if at < 0 {
		at = len(fields[0])
	}
	code := currencies[fields[0][:at]]
	switch {
	case code == "":
		return "", fields
	case at == len(fields[0]):
		return code, fields[1:]
	}
	return code, append([]string{fields[0][at:]}, fields[1:]...)
}

// Words of numbers.
var (
	ones = map[string]int64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
		"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1, "half": 0}
	scales = map[string]int64{"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000, "dozen": 12,
		"mn": 1_000_000, "bn": 1_000_000_000}
)

// numberOf reads a number in digits or words and returns what stands behind it.
func numberOf(fields []string) (*big.Rat, []string) {
	sum, part, read := new(big.Rat), new(big.Rat), false
	for len(fields) > 0 {
		word := strings.TrimRight(fields[0], ",")
		switch digits, ok := new(big.Rat).SetString(strings.ReplaceAll(word, ",", "")); {
		case ok && !read && word[0] >= '0' && word[0] <= '9' && !strings.Contains(word, "/"):
			part = digits
		case ones[word] > 0 && (read || word != "a" && word != "an" || len(fields) > 1 && scales[fields[1]] > 0):
			part.Add(part, new(big.Rat).SetInt64(ones[word]))
		case read && scales[word] > 0:
			part.Mul(part, new(big.Rat).SetInt64(scales[word]))
			if scales[word] >= 1000 {
				sum.Add(sum, part)
				part = new(big.Rat)
			}
		case read && word == "and" && len(fields) > 1 && ones[fields[1]] > 0:
		default:
			return finished(sum.Add(sum, part), read), fields
		}
		read, fields = true, fields[1:]
	}
	return finished(sum.Add(sum, part), read), fields
}

func finished(n *big.Rat, read bool) *big.Rat {
	if !read || n.Sign() == 0 {
		return nil
	}
	return n
}

// decimalOf writes a number in digits alone.
func decimalOf(n *big.Rat) string {
	s := n.FloatString(4)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// persons are nouns of people, as casualties are counted.
var persons = map[string]bool{"people": true, "persons": true, "person": true}

// unitOf returns what is counted: a currency, persons with what befell them, else
// the noun as it stands.
func unitOf(fields []string, money string) string {
	if len(fields) > 0 && fields[0] == "of" {
		fields = fields[1:]
	}
	if len(fields) == 0 {
		return money
	}
	last := fields[len(fields)-1]
	switch {
	case money != "":
		return money
	case currencies[last] != "":
		return currencies[last]
	case befallen[last]:
		return "persons " + last
	case persons[last]:
		return "persons"
	}
	return last
}

// befallen are the words behind a number of casualties.
var befallen = map[string]bool{"killed": true, "wounded": true, "injured": true, "displaced": true, "dead": true}

// measure adds an amount in its words and as a number.
func (c *Claim) measure(words string, span Span) {
	for _, p := range c.Parts {
		if p.Role == "amount" && p.Start < span.End && span.Start < p.End {
			return // "22 soldiers killed" has it
		}
	}
	c.value("amount", words, span)
	if number := quantity(words); number != "" {
		c.value("quantity", number, span)
	}
}
