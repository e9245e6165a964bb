package nlp

// Picture draws the tree of a sentence with the words in their order from top to
// bottom, a line a token, without the words themselves:
//
//	  ╭─┮ Sergei
//	  │ ╰─╼ Lavrov
//	──┾ met
//	  │ ╭─╼ John
//	  ╰─┶ Kerry
//
// A node stands where its branch ends; its governor is where the branch leads to.
// Words that no root governs have an empty line.
func (d *Doc) Picture(s Sentence) []string {
	p := picture{first: s.Start, lines: make([][]rune, s.End-s.Start), kids: make([][]int, s.End-s.Start)}
	var open []int
	for i := range p.lines {
		switch h := d.Tokens[s.Start+i].Head; {
		case h < 0:
			p.lines[i] = []rune("──")
			open = append(open, i)
		case h >= s.Start && h < s.End && h != s.Start+i:
			p.kids[h-s.Start] = append(p.kids[h-s.Start], i)
		}
	}
	for len(open) > 0 {
		node := open[len(open)-1]
		open = append(open[:len(open)-1], p.node(node)...)
	}
	out := make([]string, len(p.lines))
	for i, line := range p.lines {
		out[i] = string(line)
	}
	return out
}

type picture struct {
	first int
	lines [][]rune
	kids  [][]int // of each token, in order
}

// node draws a node with the branches to its children, and returns the children.
func (p *picture) node(node int) []int {
	kids := p.kids[node]
	low, high := node, node
	if len(kids) > 0 {
		low, high = min(node, kids[0]), max(node, kids[len(kids)-1])
	}
	width, next := 0, 0
	for i := low; i <= high; i++ {
		width = max(width, len(p.lines[i]))
	}
	for i := low; i <= high; i++ {
		waits := len(p.lines[i]) > 0 && p.lines[i][len(p.lines[i])-1] == '─'
		for len(p.lines[i]) < width {
			p.lines[i] = append(p.lines[i], blankOr(waits))
		}
		switch {
		case i == node:
			p.lines[i] = append(p.lines[i], knot(i == low, i == high))
		case next < len(kids) && kids[next] == i:
			next++
			p.lines[i] = append(p.lines[i], branch(i == low, i == high), '─')
		case waits:
			p.lines[i] = append(p.lines[i], '┼', '─')
		default:
			p.lines[i] = append(p.lines[i], '│', ' ')
		}
	}
	return kids
}

func blankOr(line bool) rune {
	if line {
		return '─'
	}
	return ' '
}

// knot is the node itself: alone, the first of its lines, the last, or between.
func knot(first, last bool) rune {
	switch {
	case first && last:
		return '╼'
	case first:
		return '┮'
	case last:
		return '┶'
	}
	return '┾'
}

func branch(first, last bool) rune {
	switch {
	case first:
		return '╭'
	case last:
		return '╰'
	}
	return '├'
}
