package eval

import (
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"slices"
	"strings"

	"entente/loaders/article"
	"entente/loaders/extract"
)

// unitTests are the validation records of PETRARCH. Most of their codes are those
// of WEIS, some those of CAMEO, some mean nothing.
type unitTests struct {
	Sentences []unitTest `xml:"Sentences>Sentence"`
}

type unitTest struct {
	ID     string `xml:"id,attr"`
	Events []struct {
		Code string `xml:"eventcode,attr"`
		None string `xml:"noevents,attr"`
		Err  string `xml:"error,attr"`
	} `xml:"EventCoding"`
	Text string `xml:"Text"`
}

// roots gives the PLOVER types that may stand for a root of WEIS or of CAMEO.
var roots = map[string]string{
	"01": "CONCEDE RETREAT", "03": "CONSULT AGREE", "04": "SUPPORT CONSULT", "05": "AGREE SUPPORT", "06": "SUPPORT COOPERATE AGREE",
	"07": "AID COOPERATE", "08": "AGREE SUPPORT RETREAT", "09": "REQUEST", "10": "REQUEST", "11": "REJECT ACCUSE", "12": "ACCUSE REJECT",
	"13": "ACCUSE PROTEST THREATEN", "14": "REJECT PROTEST", "15": "REQUEST MOBILIZE", "16": "THREATEN SANCTION", "17": "THREATEN COERCE",
	"18": "PROTEST MOBILIZE ASSAULT", "19": "SANCTION REJECT ASSAULT", "20": "SANCTION COERCE ASSAULT", "21": "COERCE", "22": "ASSAULT",
}

// wants returns the types that a record accepts, none where no event is expected;
// false for a record whose codes mean nothing.
func (u unitTest) wants() ([]string, bool) {
	want, ok := "", len(u.Events) > 0
	for _, e := range u.Events {
		types, known := roots[e.Code[:min(2, len(e.Code))]]
		want += " " + types
		ok = ok && (known || e.None != "") && e.Err == ""
	}
	return strings.Fields(want), ok
}

// ScorePETRARCH measures the root type of the first act of each record: right
// where an event is expected, and none where none is.
func ScorePETRARCH(_ context.Context, r Readers, path string) (*Scores, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var tests unitTests
	d := xml.NewDecoder(strings.NewReader(string(data)))
	d.Strict = false
	if err := d.Decode(&tests); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	sum := newScores("")
	for _, u := range tests.Sentences {
		want, ok := u.wants()
		if !ok {
			continue
		}
		sum.doc = u.ID
		text := strings.Join(strings.Fields(u.Text), " ")
		a := article.Article{ID: u.ID, Text: text, Published: "2020-06-15"}
		got := rootType(extract.Acts(r.English.Read(extract.Input(a)), a))
		switch {
		case got == "" && len(want) == 0 || slices.Contains(want, got):
			sum.hit("root type")
		default:
			sum.missed("root type", "%s for %s", cmp.Or(got, "none"), cmp.Or(strings.Join(want, " "), "none"))
			sum.count("root type").False++
		}
	}
	return sum, nil
}

func rootType(acts []extract.Act) string {
	for _, a := range acts {
		if len(a.Actors)+len(a.Recipients) > 0 {
			return a.Type
		}
	}
	return ""
}
