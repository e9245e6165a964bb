package extract

import (
	"encoding/binary"

	"entente/graph/ontology"
)

// told is what later claims of an article ask of the earlier ones. A long article has a
// hundred thousand of them: each is looked at once, when it comes.
type told struct {
	met     bool
	meeting int  // the first offset at which a meeting is told of, once met is set
	call    bool // a call was told of
	// whose has the offices and affiliations of each person.
	whose map[int][]int
	// acts has the claims that are the first of their act, in order.
	acts map[actKey][]int
}

// actKey is what two claims of one act have in common.
type actKey struct {
	kind, rule string
	asserts    bool
	actors     string
	// recipients are those of one of the two; noRecipients where it names none, and
	// anyRecipients for all claims of the rest of the key.
	recipients string
}

const (
	noRecipients  = ""
	anyRecipients = "any"
)

// note takes in claim k.
func (t *told) note(k int, c *Claim) {
	switch c.Kind {
	case ontology.MeetingKind.Name:
		if !t.met || c.Trigger.Start < t.meeting {
			t.met, t.meeting = true, c.Trigger.Start
		}
		p, _ := c.part("type")
		t.call = t.call || p.Value == "call"
	case ontology.OfficeKind.Name:
		t.has(k, c.players("person"))
	case ontology.AffiliationKind.Name:
		t.has(k, c.players("subject"))
	case ontology.EventKind.Name:
		if c.Same >= 0 {
			return
		}
		key := actOf(c)
		t.acts[key] = append(t.acts[key], k)
		key.recipients = anyRecipients
		t.acts[key] = append(t.acts[key], k)
	}
}

func (t *told) has(k int, who []int) {
	for _, at := range who {
		t.whose[at] = append(t.whose[at], k)
	}
}

func actOf(c *Claim) actKey {
	kind, _ := c.part("type")
	return actKey{kind: kind.Value, rule: c.Rule, asserts: c.Modality.Asserts(), actors: numbers(c.players("actor")), recipients: numbers(c.players("recipient"))}
}

// numbers writes entities as a key.
func numbers(entities []int) string {
	var b []byte
	for _, e := range entities {
		b = binary.BigEndian.AppendUint32(b, uint32(e))
	}
	return string(b)
}

// toldBefore returns the earlier claim of the same act, -1 if none: the same type
// by the same actors, by the same word, and no other recipients.
func (x *extraction) toldBefore(c Claim) int {
	key := actOf(&c)
	if key.recipients == noRecipients {
		key.recipients = anyRecipients
		return x.firstOfDay(key, c)
	}
	same := x.firstOfDay(key, c)
	key.recipients = noRecipients
	if open := x.firstOfDay(key, c); open >= 0 && (same < 0 || open < same) {
		return open
	}
	return same
}

// firstOfDay returns the first claim of an act that may be of the day of c, -1 if none.
func (x *extraction) firstOfDay(act actKey, c Claim) int {
	for _, k := range x.told.acts[act] {
		if x.sameDay(x.claims[k], c) {
			return k
		}
	}
	return -1
}
