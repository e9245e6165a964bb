package queries

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/path"
	"github.com/cayleygraph/cayley/query/shape"
	"github.com/cayleygraph/quad"
)

// Walk is a path through the graph, kept twice: as the Cayley path that runs, and
// as the words of Gizmo that say the same to a person in the query page. Each
// step adds to both, so the two cannot drift. A Walk is a value: a step returns a
// new one and leaves the old as it was.
type Walk struct {
	path  *path.Path
	gizmo string
}

// From starts a walk at the given nodes; at all nodes when none are given.
func From(nodes ...quad.Value) Walk {
	return Walk{path.StartMorphism(nodes...), "g.V(" + words(nodes) + ")"}
}

// step returns the walk that goes on from w by p, written as a call.
func (w Walk) step(p *path.Path, call string) Walk {
	return Walk{p, w.gizmo + "." + call}
}

// Out goes along edges of these predicates, from subject to object.
func (w Walk) Out(predicates ...quad.Value) Walk {
	return w.step(w.path.Out(via(predicates)), "Out("+list(predicates)+")")
}

// In goes against edges of these predicates, from object to subject.
func (w Walk) In(predicates ...quad.Value) Walk {
	return w.step(w.path.In(via(predicates)), "In("+list(predicates)+")")
}

// OutTag is Out that notes the predicate of each edge under a tag.
func (w Walk) OutTag(tag string, predicates ...quad.Value) Walk {
	return w.step(w.path.OutWithTags([]string{tag}, via(predicates)),
		"Out("+list(predicates)+", "+word(quad.String(tag))+")")
}

// InTag is In that notes the predicate of each edge under a tag.
func (w Walk) InTag(tag string, predicates ...quad.Value) Walk {
	return w.step(w.path.InWithTags([]string{tag}, via(predicates)),
		"In("+list(predicates)+", "+word(quad.String(tag))+")")
}

// Label notes the label of every edge of the following steps under a tag: from
// an edge of ours, its fact.
func (w Walk) Label(tag string) Walk {
	return w.step(w.path.LabelContextWithTags([]string{tag}, path.StartMorphism()),
		"LabelContext(g.V(), "+word(quad.String(tag))+")")
}

// AnyLabel ends the reach of Label.
func (w Walk) AnyLabel() Walk {
	return w.step(w.path.LabelContext(), "LabelContext(null)")
}

// Labels goes to the labels of all quads about the node: from a claim or a local
// to its article.
func (w Walk) Labels() Walk { return w.step(w.path.Labels(), "Labels()") }

// Has keeps the nodes that have an edge of the predicate to one of the objects.
func (w Walk) Has(predicate quad.Value, objects ...quad.Value) Walk {
	return w.step(w.path.Has(predicate, objects...), "Has("+words(append([]quad.Value{predicate}, objects...))+")")
}

// HasFrom is Has the other way round: one of the subjects has an edge to the node.
func (w Walk) HasFrom(predicate quad.Value, subjects ...quad.Value) Walk {
	return w.step(w.path.HasReverse(predicate, subjects...), "HasR("+words(append([]quad.Value{predicate}, subjects...))+")")
}

// comparisons are Cayley's operators under their names in Gizmo.
var comparisons = map[iterator.Operator]string{
	iterator.CompareLT: "lt", iterator.CompareLTE: "lte", iterator.CompareGT: "gt", iterator.CompareGTE: "gte",
}

// HasThat keeps the nodes with an edge of the predicate to a value that compares
// so with v.
func (w Walk) HasThat(predicate quad.Value, op iterator.Operator, v quad.Value) Walk {
	return w.step(w.path.HasFilter(predicate, false, shape.Comparison{Op: op, Val: v}),
		fmt.Sprintf("Has(%s, %s(%s))", word(predicate), comparisons[op], word(v)))
}

// HasLike keeps the nodes with an edge of the predicate to text that the pattern
// finds.
func (w Walk) HasLike(predicate quad.Value, pattern *regexp.Regexp) Walk {
	return w.step(w.path.HasFilter(predicate, false, shape.Regexp{Re: pattern}),
		fmt.Sprintf("Has(%s, regex(%s))", word(predicate), script(pattern.String())))
}

// Is keeps the nodes that are among the given ones.
func (w Walk) Is(nodes ...quad.Value) Walk {
	return w.step(w.path.Is(nodes...), "Is("+words(nodes)+")")
}

// And keeps the nodes that the other walk ends at too.
func (w Walk) And(other Walk) Walk {
	return w.step(w.path.And(other.path), "Intersect("+other.gizmo+")")
}

// Or adds the nodes that the other walk ends at.
func (w Walk) Or(other Walk) Walk {
	return w.step(w.path.Or(other.path), "Union("+other.gizmo+")")
}

// Except drops the nodes that the other walk ends at.
func (w Walk) Except(other Walk) Walk {
	return w.step(w.path.Except(other.path), "Except("+other.gizmo+")")
}

// Unique keeps each node once.
func (w Walk) Unique() Walk { return w.step(w.path.Unique(), "Unique()") }

// Tag notes the node where the walk stands under a name.
func (w Walk) Tag(name string) Walk {
	return w.step(w.path.Tag(name), "Tag("+word(quad.String(name))+")")
}

// Save notes the node at the end of an edge of the predicate under a tag; nodes
// without one are dropped.
func (w Walk) Save(predicate quad.Value, tag string) Walk {
	return w.step(w.path.Save(predicate, tag), "Save("+word(predicate)+", "+word(quad.String(tag))+")")
}

// SaveIf is Save that keeps the nodes without such an edge.
func (w Walk) SaveIf(predicate quad.Value, tag string) Walk {
	return w.step(w.path.SaveOptional(predicate, tag), "SaveOpt("+word(predicate)+", "+word(quad.String(tag))+")")
}

// Gizmo returns the walk as a Gizmo script that gives at most limit rows, all
// rows when limit is 0. Short walks stand on one line, long ones on a line a step.
func (w Walk) Gizmo(limit int) string {
	end := ".All()"
	if limit > 0 {
		end = fmt.Sprintf(".GetLimit(%d)", limit)
	}
	if len(w.gizmo) <= 60 {
		return w.gizmo + end
	}
	return breakSteps(w.gizmo) + "\n  " + end
}

// breakSteps puts every call of the outermost chain on a line of its own.
func breakSteps(s string) string {
	var b strings.Builder
	depth, quote := 0, byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == '\\' {
				b.WriteByte(c)
				i++
				c = s[i]
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '.' && depth == 0 && i > len("g.V"):
			b.WriteString("\n  ")
		}
		b.WriteByte(c)
	}
	return b.String()
}

// via gives predicates in the form that Cayley's steps take them.
func via(predicates []quad.Value) any {
	if len(predicates) == 0 {
		return nil
	}
	return predicates
}

// list writes predicates as one argument of a Gizmo step.
func list(values []quad.Value) string {
	switch len(values) {
	case 0:
		return "null"
	case 1:
		return word(values[0])
	}
	return "[" + words(values) + "]"
}

// words writes values as arguments of a Gizmo call.
func words(values []quad.Value) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = word(v)
	}
	return strings.Join(all, ", ")
}

// word writes one value in Gizmo.
func word(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return script("<" + string(v) + ">")
	case quad.TypedString:
		return "typed(" + script(string(v.Value)) + ", " + script(string(v.Type)) + ")"
	case quad.LangString:
		return "lang(" + script(string(v.Value)) + ", " + script(v.Lang) + ")"
	case quad.String:
		if s := string(v); strings.HasPrefix(s, "<") || strings.HasPrefix(s, "_:") || strings.HasPrefix(s, `"`) {
			return "str(" + script(s) + ")"
		}
		return script(string(v))
	}
	return "raw(" + script(quad.StringOf(v)) + ")"
}

// script quotes a string for JavaScript, in single quotes.
func script(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}

// Under keeps the edges of the following steps to those whose label the other
// walk ends at.
func (w Walk) Under(labels Walk) Walk {
	return w.step(w.path.LabelContext(labels.path), "LabelContext("+labels.gizmo+")")
}

// UnderTag is Under that notes the label of every edge under a tag.
func (w Walk) UnderTag(tag string, labels Walk) Walk {
	return w.step(w.path.LabelContextWithTags([]string{tag}, labels.path),
		"LabelContext("+labels.gizmo+", "+word(quad.String(tag))+")")
}
