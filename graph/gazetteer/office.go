package gazetteer

import "strings"

// Office is a title as offices are known by it.
type Office struct {
	Slug string // "foreign-minister"
	// Kind groups offices: "head-of-state", "head-of-government",
	// "foreign-minister", "minister", "envoy", "ambassador", "spokesperson",
	// "head-of-organization" ...
	Kind string
	// Country is the slug of the one country that has an office of this title,
	// empty where many have: "Secretary of State" is the United States'.
	Country string
	Title   string // the plain form: "foreign minister"
}

// Title returns the office that words of a title name: "Foreign Minister",
// "secretary of state", "spokeswoman". Plurals of the last word are read too.
// It is false when the words are no title, or more than one.
func Title(words string) (Office, bool) {
	key := Fold(words)
	if o, ok := world().offices[key]; ok {
		return o, true
	}
	if singular := singularOf(key); singular != key {
		o, ok := world().offices[singular]
		return o, ok
	}
	return Office{}, false
}

// singularOf takes the plural from the word that carries it: "foreign
// ministers", "secretaries of state".
func singularOf(title string) string {
	head, rest, of := strings.Cut(title, " of ")
	switch {
	case strings.HasSuffix(head, "ies"):
		head = head[:len(head)-3] + "y"
	case strings.HasSuffix(head, "men"):
		head = head[:len(head)-3] + "man"
	case strings.HasSuffix(head, "s"):
		head = head[:len(head)-1]
	}
	if of {
		return head + " of " + rest
	}
	return head
}

// Offices returns all offices by their slugs, in the order of the table.
func Offices() []Office {
	var out []Office
	rows(officesTable, 4, func(_ string, f []string) { out = append(out, officeOf(f)) })
	return out
}

// Titles returns all titles, folded, with their offices' slugs.
func Titles() map[string]string {
	out := make(map[string]string, len(world().offices))
	for title, o := range world().offices {
		out[title] = o.Slug
	}
	return out
}

func officeOf(f []string) Office {
	first, _, _ := strings.Cut(f[3], ";")
	return Office{Slug: f[0], Kind: f[1], Country: f[2], Title: first}
}

func (t *tables) readOffices() {
	rows(officesTable, 4, func(_ string, f []string) {
		for _, title := range list(f[3]) {
			if _, ok := t.offices[Fold(title)]; !ok {
				t.offices[Fold(title)] = officeOf(f)
			}
		}
	})
}
