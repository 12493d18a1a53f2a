//go:build unix

// Bench measures what the provider costs, compared with Terraform without it, and
// fails if a budget is exceeded.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"
)

// These are the budgets.
const (
	// maxPlanRatio is the CPU of planning unchanged backends, as a multiple of planning
	// the same number of terraform_data.
	maxPlanRatio = 12
	// maxStartRatio is the time from the start of the process to its schema, as a multiple
	// of the time of an empty provider. It should be 2. One binary measures 1.8 on one day
	// and up to 2.7 on another, when a machine takes the pages of large files back early.
	maxStartRatio = 3
	// maxSchema is the CPU of making the schemas.
	maxSchema = 20 * time.Millisecond
	// maxMemory is the memory that a plan keeps resident, and maxSize the size of
	// the binary, in bytes.
	maxMemory = 90 << 20
	maxSize   = 72 << 20
)

func main() {
	log.SetFlags(0)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	resources := flag.Int("resources", 1000, "how many resources to plan")
	plans := flag.Int("plans", 5, "how often to plan them")
	starts := flag.Int("starts", 101, "how often to start the provider")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: bench [flags] PROVIDER-BINARY")
	}
	if err := run(ctx, flag.Arg(0), *resources, *plans, *starts, os.Stdout); err != nil {
		log.Fatal("bench: ", err)
	}
}

func run(ctx context.Context, binary string, resources, plans, starts int, out io.Writer) (err error) {
	if binary, err = filepath.Abs(binary); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "hoody-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	var t table
	for _, measure := range []func() error{
		func() error { return t.measureSize(binary) },
		func() error { return t.measureSchema(ctx) },
		func() error { return t.measureStart(ctx, dir, binary, starts) },
		func() error { return t.measurePlans(ctx, dir, binary, resources, plans) },
	} {
		if err := measure(); err != nil {
			return err
		}
	}
	return t.print(out)
}

// A table has the measurements.
type table struct{ rows []row }

type row struct {
	what, measured, budget string
	broken                 bool
}

// add records a measurement that has no budget.
func (t *table) add(what, measured string) {
	t.rows = append(t.rows, row{what: what, measured: measured})
}

// hold records a measurement that has a budget.
func hold[N int64 | float64 | time.Duration](t *table, what string, measured, budget N, show func(N) string) {
	t.rows = append(t.rows, row{what: what, measured: show(measured), budget: show(budget), broken: measured > budget})
}

// print writes the table, and returns an error if a budget is exceeded.
func (t *table) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tmeasured\tbudget\t")
	broken := 0
	for _, r := range t.rows {
		verdict := ""
		if r.broken {
			verdict = "BROKEN"
			broken++
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.what, r.measured, r.budget, verdict)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if broken > 0 {
		return fmt.Errorf("%d budgets are broken", broken)
	}
	return nil
}

func (t *table) measureSize(binary string) error {
	info, err := os.Stat(binary)
	if err == nil {
		hold(t, "size of the binary", info.Size(), maxSize, megabytes)
	}
	return err
}

func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20)) }

func multiple(n float64) string { return fmt.Sprintf("%.1f times", n) }

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d)/1e6) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func median(all []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
