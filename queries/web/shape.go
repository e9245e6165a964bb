package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"

	"entente/queries"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// shape answers /api/v1/shape/{lang}, which Cayley's page asks for under Query
// Shape and Cayley no longer has: the plan of a query as a tree. The query runs
// on a store that keeps the plan and has no answers.
func (s *server) shape(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusRequestEntityTooLarge, errors.New("the query is too large"))
		return
	}
	snap, done, ok := s.open(w, r)
	if !ok {
		return
	}
	defer done()
	p := &queries.Planner{QuadStore: snap.QuadStore()}
	_, err = s.run(r.Context(), p, queries.Raw{Lang: r.PathValue("lang"), Text: string(text), Limit: 1, Time: s.QueryTime})
	if err != nil {
		fail(w, http.StatusBadRequest, err)
		return
	}
	if p.Shape == nil {
		fail(w, http.StatusBadRequest, errors.New("the query asks nothing of the graph: end it with All() or GetLimit(10)"))
		return
	}
	reply(w, map[string]any{"shape": tree(p, reflect.ValueOf(p.Shape))})
}

// tree writes a part of a plan as maps and lists, with the names that a store has.
func tree(names cayley.QuadStore, v reflect.Value) any {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		if ref, ok := v.Interface().(cayley.Ref); ok {
			if name, err := names.NameOf(ref); err == nil && name != nil {
				return quad.StringOf(name)
			}
		}
		v = v.Elem()
	}
	if v.CanInterface() {
		switch x := v.Interface().(type) {
		case quad.Value:
			return quad.StringOf(x)
		case cayley.Ref:
			if name, err := names.NameOf(x); err == nil && name != nil {
				return quad.StringOf(name)
			}
		case fmt.Stringer:
			return x.String()
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		node := map[string]any{"shape": strings.TrimPrefix(v.Type().String(), "shape.")}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !v.Field(i).IsZero() {
				node[strings.ToLower(f.Name)] = tree(names, v.Field(i))
			}
		}
		return node
	case reflect.Slice:
		all := make([]any, v.Len())
		for i := range all {
			all[i] = tree(names, v.Index(i))
		}
		return all
	case reflect.Map:
		node := map[string]any{}
		for _, k := range v.MapKeys() {
			node[fmt.Sprint(k.Interface())] = tree(names, v.MapIndex(k))
		}
		return node
	}
	if v.CanInterface() {
		return fmt.Sprint(v.Interface())
	}
	return nil
}
