package loaders_test

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"entente/graph"
	"entente/loaders"
	"entente/loaders/article"
)

// ExampleLoad reads an article into a store in memory.
func ExampleLoad() {
	ctx := context.Background()
	s, err := graph.Open(ctx, graph.Memory, graph.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	reader, err := loaders.NewReader()
	if err != nil {
		fmt.Println(err)
		return
	}
	const text = "Ministers meet\nMay 7, 2013 | The Harbour Courier\n\n" +
		"MOSCOW — Russian Foreign Minister Sergei Lavrov met Secretary of State John Kerry in Moscow on Tuesday.\n"
	report, err := loaders.Load(ctx, s, reader, found(ctx, "a.txt", text), loaders.Options{})
	fmt.Println(report.Added, "article,", len(report.Bad), "passed over,", err)
	lavrov, err := s.Entity(ctx, "person:sergei-lavrov")
	fmt.Println(lavrov.Label, err)
	// Output:
	// 1 article, 0 passed over, <nil>
	// Sergei Lavrov <nil>
}

// found gives the articles of a text under its name.
func found(ctx context.Context, name, text string) iter.Seq2[article.Found, error] {
	return func(yield func(article.Found, error) bool) {
		for a, err := range article.Read(ctx, name, strings.NewReader(text)) {
			if !yield(article.Found{Name: name, Article: a}, err) {
				return
			}
		}
	}
}
