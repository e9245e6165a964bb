package export

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/graph"
)

// SQLite is one SQLite file, ready for Datasette: things with their other names,
// facts, claims with the facts they put forward, articles, with keys and indexes.
//
// The file is written by this package (sqlitefile.go), page after page in the order
// of the tables: SQLite itself in Go (modernc.org/sqlite) would add 6 MB to the
// program, and its files differ from run to run with the order of writes.
var SQLite = Format{
	Name: "sqlite", Ext: ".sqlite", Media: "application/vnd.sqlite3", Group: "Data bases and columns",
	Short: "one SQLite file with keys and indexes, ready for Datasette",
	parts: one(writeSQLite),
}

// sqliteTables is the schema: each table with what fills it.
var sqliteTables = []sqliteTable{
	{"articles", `CREATE TABLE articles (
  iri TEXT PRIMARY KEY NOT NULL, -- address of the article
  id TEXT NOT NULL, -- the id by which the world knows it
  title TEXT, publisher TEXT, authors TEXT, published TEXT, dateline TEXT, url TEXT, lang TEXT,
  digest TEXT NOT NULL, -- SHA-256 of its text
  source_group TEXT -- articles with the same text share it
)`, nil, fillArticles},
	{"entities", `CREATE TABLE entities (
  id TEXT PRIMARY KEY NOT NULL, label TEXT NOT NULL, type TEXT, kind TEXT, status TEXT, first TEXT, last TEXT, qid TEXT, country TEXT, aliases TEXT
)`, []sqliteIndex{{"entities_type", "type", 2}, {"entities_label", "label", 1}}, fillEntities},
	{"aliases", `CREATE TABLE aliases (
  entity TEXT NOT NULL REFERENCES entities(id), name TEXT NOT NULL
)`, []sqliteIndex{{"aliases_entity", "entity", 0}, {"aliases_name", "name", 1}}, fillAliases},
	{"facts", `CREATE TABLE facts (
  id TEXT PRIMARY KEY NOT NULL,
  subject TEXT NOT NULL, -- an entity, or an article that is about something
  predicate TEXT NOT NULL,
  object TEXT REFERENCES entities(id), -- an entity, or
  value TEXT, -- a literal
  modality TEXT NOT NULL, -- as the strongest claim puts it
  asserted INTEGER NOT NULL, -- whether some claim gives it as having been the case
  sources INTEGER NOT NULL, -- independent ones; 0 when only the gazetteer says so
  claims INTEGER NOT NULL
)`, []sqliteIndex{{"facts_subject", "subject", 1}, {"facts_object", "object", 3}, {"facts_predicate", "predicate", 2}}, fillFacts},
	{"claims", `CREATE TABLE claims (
  id TEXT PRIMARY KEY NOT NULL, article TEXT NOT NULL REFERENCES articles(iri), modality TEXT NOT NULL, rule TEXT NOT NULL,
  said_by TEXT REFERENCES entities(id), sentence INTEGER NOT NULL,
  start INTEGER NOT NULL, -- bytes of the article's text
  "end" INTEGER NOT NULL, quote TEXT
)`, []sqliteIndex{{"claims_article", "article", 1}}, fillClaims},
	{"claim_facts", `CREATE TABLE claim_facts (
  claim TEXT NOT NULL REFERENCES claims(id), fact TEXT NOT NULL REFERENCES facts(id)
)`, []sqliteIndex{{"claim_facts_claim", "claim", 0}, {"claim_facts_fact", "fact", 1}}, fillClaimFacts},
}

// sqliteViews are asked as tables are.
var sqliteViews = [][2]string{
	{"statements", `CREATE VIEW statements AS SELECT coalesce(s.label, f.subject) AS subject, f.predicate, coalesce(o.label, f.value) AS object, c.modality, a.published, a.publisher, a.title, c.quote
  FROM facts f JOIN claim_facts cf ON cf.fact = f.id JOIN claims c ON c.id = cf.claim JOIN articles a ON a.iri = c.article
  LEFT JOIN entities s ON s.id = f.subject LEFT JOIN entities o ON o.id = f.object`},
}

// sqliteTable is a table: its name, its statement, its further indexes, its rows.
type sqliteTable struct {
	name, sql string
	indexes   []sqliteIndex
	fill      func(ctx context.Context, v *view, row func(...any) error) error
}

// sqliteIndex is an index on one column.
type sqliteIndex struct {
	name, column string
	at           int // number of the column, from 0
}

func writeSQLite(ctx context.Context, w io.Writer, v *view) error {
	f, err := newSQLiteFile()
	if err != nil {
		return err
	}
	defer f.close()
	for _, t := range sqliteTables {
		if err := f.table(ctx, v, t); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	for _, view := range sqliteViews {
		f.schema = append(f.schema, sqliteEntry{"view", view[0], view[0], 0, view[1]})
	}
	return f.write(w)
}

func fillArticles(ctx context.Context, v *view, row func(...any) error) error {
	return v.bibliography(ctx, func(a graph.Article) error {
		return row(string(a.IRI), a.ID, a.Title, a.Publisher, strings.Join(a.Authors, "; "), string(a.Published), a.Dateline, a.URL, a.Lang, a.Digest, string(a.Group))
	})
}

func fillEntities(ctx context.Context, v *view, row func(...any) error) error {
	return v.nodes(ctx, func(n node) error {
		return row(n.id, n.label, n.typ, n.kind, n.status, n.first, n.last, n.wikidata, n.country, n.aliases)
	})
}

func fillAliases(ctx context.Context, v *view, row func(...any) error) error {
	return v.nodes(ctx, func(n node) error {
		for _, name := range n.names {
			if err := row(n.id, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// fillFacts gives the facts of things, then those of articles.
func fillFacts(ctx context.Context, v *view, row func(...any) error) error {
	write := func(f fact) error {
		e := edge{}
		if err := v.count(ctx, &e, f.voices); err != nil {
			return err
		}
		return row(string(f.id), string(f.Subject), string(f.Predicate), string(f.Object.IRI), f.Object.Literal, string(f.modality()), yes(f.asserted), e.sources, len(f.voices))
	}
	err := v.things(ctx, func(t thing) error {
		for _, f := range t.facts {
			if err := write(f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.bibliography(ctx, func(a graph.Article) error {
		facts, err := v.facts(ctx, a.IRI)
		if err != nil {
			return err
		}
		for _, f := range facts {
			if err := write(f); err != nil {
				return err
			}
		}
		return nil
	})
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

func fillClaims(ctx context.Context, v *view, row func(...any) error) error {
	return v.claims(ctx, func(a graph.Article, c graph.Claim) error {
		return row(string(c.ID), string(a.IRI), string(c.Modality), c.Kind+"/"+c.Rule, string(c.Speaker), c.Sentence, c.Start, c.End, c.Quote)
	})
}

func fillClaimFacts(ctx context.Context, v *view, row func(...any) error) error {
	return v.claims(ctx, func(_ graph.Article, c graph.Claim) error {
		for _, f := range c.Facts {
			if err := row(string(c.ID), string(graph.FactIRI(f))); err != nil {
				return err
			}
		}
		return nil
	})
}

// sqliteKey is a value as indexes sort it: text by bytes. Rows follow in the order
// in which they came.
func sqliteKey(value string, rowid int64) string {
	return keyEscapes.Replace(value) + "\x00" + fmt.Sprintf("%019d", rowid)
}

// Keys are sorted as lines, and NUL parts the value from the number: these escapes
// keep both out of values, and their order.
var (
	keyEscapes   = strings.NewReplacer("\x00", "\x01\x01", "\x01", "\x01\x02", "\t", "\t\x01", "\n", "\t\x02")
	keyUnescapes = strings.NewReplacer("\x01\x01", "\x00", "\x01\x02", "\x01", "\t\x01", "\t", "\t\x02", "\n")
)

func ofSQLiteKey(key string) (value string, rowid int64) {
	i := strings.LastIndexByte(key, 0)
	rowid, _ = strconv.ParseInt(key[i+1:], 10, 64)
	return keyUnescapes.Replace(key[:i]), rowid
}
