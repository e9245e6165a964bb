package queries

import (
	"cmp"
	"slices"
)

// side is one end of a search: how far away each vertex is that was reached.
type side struct {
	far      map[vertex]int
	frontier []vertex
	depth    int // levels that were expanded
}

func newSide(v vertex) *side { return &side{far: map[vertex]int{v: 0}, frontier: []vertex{v}} }

// grow reaches the next level of a side.
func (w *web) grow(s *side) error {
	if err := w.expand(s.frontier); err != nil {
		return err
	}
	var next []vertex
	for _, v := range s.frontier {
		if w.ended[v] != nil && s.depth > 0 {
			continue
		}
		for _, to := range w.next(v) {
			if _, reached := s.far[to]; !reached {
				s.far[to] = s.depth + 1
				next = append(next, to)
			}
		}
	}
	s.frontier, s.depth = next, s.depth+1
	return nil
}

// routes finds at most so many routes that pass all stops in order, the shortest
// first; none passes a vertex twice.
func (w *web) routes(stops []vertex, longest, limit int) ([][]vertex, error) {
	routes := [][]vertex{{stops[0]}}
	for i, to := range stops[1:] {
		legs, err := w.between(stops[i], to, longest, max(limit, 1))
		if err != nil {
			return nil, err
		}
		var joined [][]vertex
		for _, head := range routes {
			for _, leg := range legs {
				r := append(slices.Clone(head), leg[1:]...)
				if len(r)-1 <= longest && simple(r) {
					joined = append(joined, r)
				}
			}
		}
		if routes, err = w.best(joined); err != nil {
			return nil, err
		}
	}
	return routes[:min(limit, len(routes))], nil
}

func simple(route []vertex) bool {
	seen := map[vertex]bool{}
	for _, v := range route {
		if seen[v] {
			return false
		}
		seen[v] = true
	}
	return true
}

// between finds the shortest routes between two vertices: of the least length
// first, then of one more, until there are enough. Level by level, the side with
// fewer vertices to expand goes on.
func (w *web) between(a, b vertex, longest, enough int) ([][]vertex, error) {
	here, there := newSide(a), newSide(b)
	var routes [][]vertex
	for length := 1; length <= longest && len(routes) < enough; length++ {
		for here.depth+there.depth < length {
			s := here
			if len(there.frontier) < len(here.frontier) {
				s = there
			}
			if len(s.frontier) == 0 {
				// all that one end can reach is reached: no route is longer than these sides
				s.depth++
				continue
			}
			if err := w.grow(s); err != nil {
				return nil, err
			}
		}
		found := w.ofLength(a, b, length, here)
		found, err := w.best(found)
		if err != nil {
			return nil, err
		}
		routes = append(routes, found...)
	}
	return routes[:min(enough, len(routes))], nil
}

// most routes of one length that are compared with each other.
const mostRoutes = 2000

// ofLength lists the routes of exactly this length. It first goes back from the
// far end, level by level, to the vertices from which so many steps can still
// lead there, so that no step forward is in vain but for routes that cross
// themselves.
func (w *web) ofLength(a, b vertex, length int, here *side) [][]vertex {
	leads := make([]map[vertex]bool, length+1)
	leads[length] = map[vertex]bool{b: true}
	for i := length - 1; i >= 0; i-- {
		leads[i] = map[vertex]bool{}
		for v := range leads[i+1] {
			for _, from := range w.next(v) {
				if far, reached := here.far[from]; i > here.depth || reached && far <= i {
					leads[i][from] = true
				}
			}
		}
	}
	if !leads[0][a] {
		return nil
	}
	var all [][]vertex
	route := []vertex{a}
	var walk func(v vertex)
	walk = func(v vertex) {
		if len(all) >= mostRoutes {
			return
		}
		if len(route) == length+1 {
			all = append(all, slices.Clone(route))
			return
		}
		for _, to := range w.strongest(v) {
			inner := len(route) < length && (to == b || w.ended[to] != nil)
			if leads[len(route)][to] && !inner && !slices.Contains(route, to) {
				route = append(route, to)
				walk(to)
				route = route[:len(route)-1]
			}
		}
	}
	walk(a)
	return all
}

// strongest returns the neighbours of a vertex, those with most ties first.
func (w *web) strongest(v vertex) []vertex {
	all := slices.Clone(w.next(v))
	slices.SortFunc(all, func(x, y vertex) int {
		return cmp.Or(cmp.Compare(w.strength(v, y), w.strength(v, x)), cmp.Compare(x, y))
	})
	return all
}

// best sorts routes: the shortest first, of equally long ones that whose weakest
// step is strongest, then that with most ties, then by address.
func (w *web) best(routes [][]vertex) ([][]vertex, error) {
	if err := w.read(); err != nil {
		return nil, err
	}
	slices.SortFunc(routes, func(x, y []vertex) int {
		xLeast, xAll := w.strengths(x)
		yLeast, yAll := w.strengths(y)
		return cmp.Or(len(x)-len(y), cmp.Compare(yLeast, xLeast), cmp.Compare(yAll, xAll),
			slices.CompareFunc(x, y, func(a, b vertex) int { return cmp.Compare(w.iri(a), w.iri(b)) }))
	})
	return routes, nil
}

// strengths counts the ties of a route's weakest step, and of all.
func (w *web) strengths(route []vertex) (least, all int32) {
	for i, v := range route[1:] {
		n := w.strength(route[i], v)
		if least == 0 || n < least {
			least = n
		}
		all += n
	}
	return least, all
}
