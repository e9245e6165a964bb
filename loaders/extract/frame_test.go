package extract

import (
	"strings"
	"testing"

	"entente/graph/ontology"
)

// TestFrames compiles the frames of all kinds.
func TestFrames(t *testing.T) {
	index, err := compile(ontology.Kinds)
	if err != nil {
		t.Fatal(err)
	}
	for lemma := range index {
		if lemma != strings.ToLower(lemma) {
			t.Errorf("trigger %q is not in small letters: no lemma matches", lemma)
		}
	}
}

func TestFrameErrors(t *testing.T) {
	for _, c := range []struct {
		frame ontology.Frame
		want  string
	}{
		{ontology.Frame{Name: "f", Trigger: "meet"}, `frame f: trigger "meet" is not "lemma|lemma CLASS"`},
		{ontology.Frame{Name: "f", Trigger: "meet| VERB"}, `frame f: an empty word in trigger "meet| VERB"`},
		{ontology.Frame{Name: "f", Trigger: "meet VERB", Args: []string{"nobody = nsubj"}}, `frame f: argument "nobody = nsubj": kind meeting has no role "nobody"`},
		{ontology.Frame{Name: "f", Trigger: "meet VERB", Args: []string{"participant nsubj"}}, `frame f: argument "participant nsubj": is neither "role = path" nor "? path" nor "- path"`},
		{ontology.Frame{Name: "f", Trigger: "meet VERB", Args: []string{"participant = subject"}}, `frame f: argument "participant = subject": no path is called "subject"`},
		{ontology.Frame{Name: "f", Trigger: "meet VERB", Args: []string{"participant = obl"}}, `frame f: argument "participant = obl": path "obl" names no preposition`},
		{ontology.Frame{Name: "f", Trigger: "meet VERB", Set: map[string]string{"type": "party"}}, `frame f: "party" is no type`},
	} {
		_, err := parse(&ontology.MeetingKind, &c.frame)
		if err == nil || err.Error() != c.want {
			t.Errorf("%+v: got %v, want %s", c.frame, err, c.want)
		}
	}
}
