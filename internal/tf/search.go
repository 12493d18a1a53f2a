package tf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-validators/boolvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// allContainers makes a list look in every container.
const allContainers = "all_containers"

// WithContainers adds to the configuration of a list the attributes that say where it
// looks.
func WithContainers(attributes map[string]schema.Attribute) map[string]schema.Attribute {
	attributes[ContainerID] = schema.StringAttribute{
		Optional:            true,
		Validators:          []validator.String{ValidContainerID{}},
		MarkdownDescription: ContainerIDDoc + " What is listed is imported with it.",
	}
	attributes[allContainers] = schema.BoolAttribute{
		Optional:   true,
		Validators: []validator.Bool{boolvalidator.ConflictsWith(path.MatchRoot(ContainerID))},
		MarkdownDescription: "Looks in every container of the account. One that cannot be listed is a warning, and the " +
			"others are listed all the same. What is listed is imported with its `container_id`.",
	}
	return attributes
}

// A Found is what a list found in one container.
type Found[T any] struct {
	// Selected is the engine of that container.
	Selected
	engine.Service
	// Named is the container, or null where the list means the provider's own.
	Named types.String
	All   []T
}

// Search lists in every container that the configuration of a list names, in all of
// them at once. A container that cannot be listed is an error under the summary, or a
// warning if others could be listed.
func Search[T any](
	ctx context.Context, s Selected, config tfsdk.Config, summary string,
	ask func(context.Context, engine.Service) ([]T, error),
) (found []Found[T], diags diag.Diagnostics) {
	named := containersOf(ctx, s, config, summary, &diags)
	asked := make([]Found[T], len(named))
	failed := make([]error, len(named))
	var wait sync.WaitGroup
	for i, container := range named {
		asked[i] = Found[T]{Selected: s, Named: container}
		wait.Go(func() { failed[i] = asked[i].ask(ctx, ask) })
	}
	wait.Wait()
	var away []string
	for i, err := range failed {
		if err == nil {
			found = append(found, asked[i])
			continue
		}
		away = append(away, named[i].ValueString()+": "+reason(err))
		if len(named) == 1 {
			Reporter{At: AtContainer}.Add(&diags, summary, err)
		}
	}
	summary = fmt.Sprintf("%s in %d of %d containers", summary, len(away), len(named))
	switch {
	case len(named) < 2 || len(away) == 0:
	case len(found) == 0:
		diags.AddError(summary, strings.Join(away, "\n"))
	default:
		diags.AddWarning(summary, strings.Join(away, "\n"))
	}
	return found, diags
}

// ask lists in the container.
func (f *Found[T]) ask(ctx context.Context, list func(context.Context, engine.Service) ([]T, error)) (err error) {
	if f.Selection, err = f.Selection.In(f.Named.ValueString()); err != nil {
		return err
	}
	if f.Service, err = f.Selection.Service(); err != nil {
		return err
	}
	f.All, err = list(ctx, f.Service)
	return err
}

// Stream sends what was found to the reader of a list, one result each, up to a limit;
// 0 means no limit. It leaves out what show reports to be gone. Warnings are sent with
// the first result, since Terraform takes none without a result, and as errors if
// there is no result.
func Stream[T any](
	diags diag.Diagnostics, limit int64, found []Found[T], to *list.ListResultsStream,
	show func(Found[T], T) (list.ListResult, bool),
) {
	if diags.HasError() {
		to.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	to.Results = func(push func(list.ListResult) bool) {
		var pushed int64
		for _, in := range found {
			for _, one := range in.All {
				result, there := show(in, one)
				if !there {
					continue
				}
				if pushed == 0 {
					result.Diagnostics.Append(diags...)
				}
				if pushed++; !push(result) || pushed == limit || result.Diagnostics.HasError() {
					return
				}
			}
		}
		if pushed == 0 && len(diags) > 0 {
			push(list.ListResult{Diagnostics: asErrors(diags)})
		}
	}
}

func asErrors(warnings diag.Diagnostics) (all diag.Diagnostics) {
	for _, d := range warnings {
		all.AddError(d.Summary(), d.Detail())
	}
	return all
}

// containersOf returns the containers that the configuration of a list names.
func containersOf(
	ctx context.Context, s Selected, config tfsdk.Config, summary string, diags *diag.Diagnostics,
) (named []types.String) {
	var one types.String
	var every types.Bool
	diags.Append(config.GetAttribute(ctx, path.Root(ContainerID), &one)...)
	diags.Append(config.GetAttribute(ctx, path.Root(allContainers), &every)...)
	if diags.HasError() {
		return nil
	}
	if !every.ValueBool() {
		return []types.String{one}
	}
	account, err := s.Selection.Containers()
	var all []engine.Container
	if err == nil {
		all, err = account.All(ctx)
	}
	if err != nil {
		Reporter{}.Add(diags, summary, err)
		return nil
	}
	for _, c := range all {
		named = append(named, types.StringValue(c.ID))
	}
	return named
}

// reason returns the first line of an error: what is wrong, without what to do.
func reason(err error) string {
	text := err.Error()
	if failure := (*engine.Error)(nil); errors.As(err, &failure) {
		text = failure.Message
	}
	line, _, _ := strings.Cut(text, "\n")
	return line
}
