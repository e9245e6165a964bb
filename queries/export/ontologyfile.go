package export

import (
	"bufio"
	"context"
	"io"
	"strings"

	"entente/graph"
	"entente/graph/ontology"

	"github.com/cayleygraph/quad"
)

// Ontology is the vocabulary of the graph: its classes and properties with what
// they mean, the terms that may stand in them, the types of PLOVER as concepts,
// and the alignment with SEM, PROV-O, ORG, Dublin Core and schema.org.
var Ontology = Format{
	Name: "ontology", Ext: ".ontology.ttl", Media: "text/turtle", Group: "RDF",
	Short: "the vocabulary as OWL in Turtle, aligned with SEM, PROV-O, schema.org and PLOVER",
	parts: one(func(_ context.Context, w io.Writer, _ *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			writeOntology(b)
			return nil
		})
	}),
}

func writeOntology(b *bufio.Writer) {
	writePrefixes(b)
	b.WriteString("@prefix plover: <" + graph.Base + "plover#> .\n")
	b.WriteString("\n<" + graph.Base + "ns> a owl:Ontology ;\n    rdfs:label \"Entente: meetings, agreements and acts in the news\"@en ;\n" +
		"    rdfs:comment \"An edge under ent: is stated by some article; under unasserted: it is only planned, proposed, denied or alleged. A claim leads to the facts it puts forward by the predicate of its modality.\"@en .\n\n")
	for _, c := range classes {
		sort := "owl:Class"
		if c.name == "Span" {
			sort = "rdfs:Datatype"
		}
		entry(b, "ent:"+c.name, sort, c.comment, broader("rdfs:subClassOf", c.broader))
	}
	entry(b, "ent:Modality", "owl:Class", "The ways in which a claim can put a fact.", nil)
	use := uses()
	for _, p := range properties {
		entry(b, "ent:"+p.name, "rdf:Property", p.comment, append(broader("rdfs:subPropertyOf", p.broader), ends(p, use[p.name])...))
		if _, ok := use[p.name]; ok || p.domain == "Tenure" {
			entry(b, "unasserted:"+p.name, "rdf:Property", "As ent:"+p.name+", but no article gives it as having been the case.", []string{"rdfs:seeAlso ent:" + p.name})
		}
	}
	for _, m := range ontology.Modalities {
		comment := "A claim puts a fact as " + string(m.Modality)
		if m.Asserts {
			comment += ", as having been the case"
		}
		entry(b, "ent:"+string(m.Predicate), "owl:ObjectProperty", comment+".", []string{"rdfs:domain ent:Claim", "rdfs:range rdf:Statement"})
	}
	writePlover(b)
}

// entry writes one term.
func entry(b *bufio.Writer, name, sort, comment string, more []string) {
	b.WriteString(name + " a " + sort + " ;\n    rdfs:isDefinedBy <" + graph.Base + "ns> ;\n    rdfs:label " + quoted(name[strings.IndexByte(name, ':')+1:]) + " ;\n    rdfs:comment " + quoted(comment) + "@en")
	for _, m := range more {
		b.WriteString(" ;\n    " + m)
	}
	b.WriteString(" .\n\n")
}

func quoted(s string) string { return graph.Term(quad.String(s)) }

func broader(p string, all []string) []string {
	var out []string
	for _, a := range all {
		out = append(out, p+" "+shortIRI(graph.IRI(a)))
	}
	return out
}

// ends writes whose a property is and what it leads to, and which terms it takes.
// Several classes are told as schema.org does it, where each is enough.
func ends(t term, u use) []string {
	if t.domain != "" {
		u.domains = []string{t.domain}
	}
	var out []string
	for _, d := range u.domains {
		out = append(out, "schema:domainIncludes ent:"+d)
	}
	for _, r := range u.ranges {
		out = append(out, "schema:rangeIncludes ent:"+r)
	}
	switch {
	case strings.HasPrefix(t.to, "http"):
		out = append(out, "rdfs:range <"+t.to+">")
	case t.to != "":
		out = append(out, "schema:rangeIncludes ent:"+t.to)
	}
	for _, w := range u.terms {
		out = append(out, "skos:example "+quoted(w))
	}
	return out
}

// writePlover writes the types of PLOVER as concepts with the quad and the
// intensity that event data give them.
func writePlover(b *bufio.Writer) {
	b.WriteString("<" + graph.Base + "plover> a skos:ConceptScheme ;\n    rdfs:label \"PLOVER, the Political Language Ontology for Verifiable Event Records, 2023\"@en .\n\n")
	for _, t := range ploverTypes {
		b.WriteString("plover:" + t.name + " a skos:Concept ;\n    skos:inScheme <" + graph.Base + "plover> ;\n    skos:notation " + quoted(t.name) +
			" ;\n    skos:prefLabel " + quoted(t.name) + "@en ;\n    skos:scopeNote " + quoted(strings.ToLower(quads[t.quad])+", intensity "+decimal(t.intensity)+", CAMEO "+t.cameo) + "@en .\n\n")
	}
}
