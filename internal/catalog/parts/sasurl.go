package parts

import (
	"net/url"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// SASURL accepts an address that Azure signed (a shared access signature). It warns of
// a signature for the account whose resource types (srt) do not cover containers or
// objects.
// Source: "Create an account SAS" and "Create a service SAS" of Azure Storage.
func SASURL(_ *catalog.Field, value string) *catalog.Finding {
	_, query, _ := strings.Cut(value, "?")
	q, _ := url.ParseQuery(query)
	switch types := q.Get("srt"); {
	case q.Get("sig") == "":
		return &catalog.Finding{
			Summary: "has no signature",
			Detail:  "A SAS URL ends in a query with sig=… in it: copy it as a whole, or make a new one.",
		}
	case types != "" && !strings.ContainsAny(types, "co"):
		return &catalog.Finding{
			Warns: true, Summary: "can list, and open nothing",
			Detail: "It is signed for the service alone (srt=" + types + "): what is in it cannot be seen.\n" +
				"Make one for service, container and object (srt=sco).",
		}
	case types != "" && !strings.Contains(types, "o"):
		return &catalog.Finding{
			Warns: true, Summary: "can list, and open no file",
			Detail: "It is signed for no objects (srt=" + types + ").\nMake one for service, container and object (srt=sco).",
		}
	}
	return nil
}
