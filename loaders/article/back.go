package article

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a text may be its foot: lines, and bytes of a line.
const (
	backLines = 15
	creditMax = 500
	tagMax    = 90
)

var (
	creditForm = regexp.MustCompile(`\breported from [A-Z]|\bcontributed (?:to this (?:report|article|story)|reporting|from|research)\b|` +
		`^\(?(?:Additional |With )?[Rr]eporting by |^\(?(?:Writing|Editing|Compiled|Translated) by `)
	footForm = regexp.MustCompile(`(?i)^(?:©|\(c\)|copyright\b|tags?:|filed under|related:|read more|see also|share this|follow (?:@|us\b)|subscribe|` +
		`sign up|more from|terms of|privacy|contact us|all rights reserved|for (?:media|press|more|further) (?:inquiries|enquiries|information)|` +
		`#{2,}|-30-|---|\* \* \*|end(?:s| text)?[.:]?$|archives?$|advertisement$|categor(?:y|ies):|sources?:$|external links?$|` +
		`this (?:article|page|story) (?:was|is|has)\b)|all rights reserved\.?$`)
	captionForm  = regexp.MustCompile(`(?i:\b(?:image|photo|photograph|picture|file photo): )|(?i:^(?:caption|photo|pictured)[:,] )|(?i:\((?:photo|image|picture|credit|file)\b[^)]*\)$)`)
	copyrightOf  = regexp.MustCompile(`^(?i:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?([^.|\d]{3,60})`)
	creditPeople = regexp.MustCompile(`(?:\b[Rr]eporting|Writing) by ([^;.()]+)`)
)

// back marks the lines below the body, from the last one up: credits, which
// name contributors, and the site's own words. It returns the line after the body.
func (p *page) back(body int) int {
	end := len(p.lines)
	for seen := 0; end > body && seen < backLines; seen++ {
		kind := p.foot(end-1, body)
		if kind == "" {
			break
		}
		end--
		p.lines[end].kind = kind
	}
	for i := end; i < len(p.lines); i++ { // in order of the text
		if p.lines[i].kind == Credit {
			p.contributors(p.words(i))
		}
		if m := copyrightOf.FindStringSubmatch(p.words(i)); m != nil && p.lines[i].kind == Boilerplate {
			p.setPublisher(strings.TrimSpace(m[1]))
		}
	}
	return end
}

// foot says what line i is if it is none of the body's.
func (p *page) foot(i, body int) PartKind {
	words := p.words(i)
	switch {
	case len(words) <= creditMax && creditForm.MatchString(words):
		return Credit
	case len(words) <= creditMax && footForm.MatchString(words), strings.Count(words, " | ") >= 2:
		return Boilerplate
	case i > body && len(words) <= tagMax && !ends(words) && !quoted(words) && p.lines[i].gap && ends(p.words(i-1)):
		return Boilerplate // "The Paper Articles", "archive"
	}
	return ""
}

func quoted(words string) bool { return strings.ContainsAny(words, `"“”`) }

// captions marks the lines of the body that are words under a picture.
func (p *page) captions(from, to int) {
	for i := from; i < to; i++ {
		if words := p.words(i); len(words) < creditMax && captionForm.MatchString(words) {
			p.lines[i].kind = Caption
		}
	}
}

// contributors takes the names out of a credit, but not the authors again:
// "Loiko reported from Moscow", "Paper staff writer A. Name in Beirut contributed".
func (p *page) contributors(words string) {
	for _, clause := range creditClauses(words) {
		name := creditName(clause)
		if !strings.Contains(name, " ") || p.isAuthor(name) || slices.Contains(p.Contributors, name) {
			continue
		}
		p.Contributors = append(p.Contributors, name)
	}
}

// creditClauses cuts a credit at its "and"s, commas and points.
func creditClauses(words string) []string {
	var clauses []string
	for _, m := range creditPeople.FindAllStringSubmatch(words, -1) {
		clauses = append(clauses, names(m[1])...)
	}
	if clauses != nil {
		return clauses
	}
	words = strings.ReplaceAll(words, ". ", ".\n")
	for _, s := range strings.Split(words, "\n") {
		// "Patrick J." is no end of a sentence: put initials back to their names.
		last := len(clauses) - 1
		if last >= 0 && initial(clauses[last]) {
			clauses[last] += " " + s
			continue
		}
		clauses = append(clauses, s)
	}
	var out []string
	for _, c := range clauses {
		out = append(out, names(c)...)
	}
	return out
}

// initial reports whether words end with a single letter and a point.
func initial(words string) bool {
	fields := strings.Fields(words)
	return len(fields) > 0 && len([]rune(fields[len(fields)-1])) == 2 && strings.HasSuffix(words, ".")
}

var creditRole = regexp.MustCompile(`\b(?:writers?|correspondents?|reporters?|editors?|researchers?|producers?)\b`)

// creditName returns the name at the start of a clause, or after the words that
// say what somebody is.
func creditName(clause string) string {
	if at := creditRole.FindAllStringIndex(clause, -1); at != nil {
		clause = clause[at[len(at)-1][1]:]
	}
	var name []string
	for _, word := range strings.Fields(clause) {
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsUpper(r) && !slices.Contains(particles, word) {
			break
		}
		name = append(name, strings.TrimRight(word, ",;"))
	}
	for len(name) > 0 && slices.Contains(particles, name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	return strings.Join(name, " ")
}

// isAuthor reports whether a name is an author's, or the last part of one.
func (p *page) isAuthor(name string) bool {
	for _, author := range p.Authors {
		if author == name || strings.HasSuffix(author, " "+name) {
			return true
		}
	}
	return false
}
