package export

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"entente/graph"
)

// dyad is one act of one actor towards another, as GDELT and ICEWS count them: an
// act of several sides is as many dyads as there are ordered pairs.
type dyad struct {
	act
	id       string // a whole number below 2^53, which every tool can keep
	one, two actor
}

// dyads gives the acts of the view pair by pair.
func (v *view) dyads(ctx context.Context, fn func(dyad) error) error {
	return v.acts(ctx, false, func(a act) error {
		for _, one := range a.actors {
			others := a.to
			if a.mutual {
				others = a.actors
			}
			n := 0
			for _, two := range others {
				if two.iri == one.iri {
					continue
				}
				n++
				if err := fn(dyad{a, dyadID(a.id, one.iri, two.iri), one, two}); err != nil {
					return err
				}
			}
			if n > 0 {
				continue
			}
			if err := fn(dyad{a, dyadID(a.id, one.iri, ""), one, actor{}}); err != nil {
				return err
			}
		}
		return nil
	})
}

func dyadID(act, one, two graph.IRI) string {
	sum := sha256.Sum256([]byte(string(act) + "\n" + string(one) + "\n" + string(two)))
	return strconv.FormatUint(binary.BigEndian.Uint64(sum[:])>>11, 10)
}
