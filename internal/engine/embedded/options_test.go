package embedded

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/rclone/rclone/backend/azureblob"
	"github.com/rclone/rclone/backend/azurefiles"
	"github.com/rclone/rclone/backend/b2"
	"github.com/rclone/rclone/backend/box"
	"github.com/rclone/rclone/backend/cloudinary"
	"github.com/rclone/rclone/backend/drive"
	"github.com/rclone/rclone/backend/dropbox"
	"github.com/rclone/rclone/backend/fichier"
	"github.com/rclone/rclone/backend/filefabric"
	"github.com/rclone/rclone/backend/filescom"
	"github.com/rclone/rclone/backend/ftp"
	"github.com/rclone/rclone/backend/gofile"
	"github.com/rclone/rclone/backend/googlecloudstorage"
	"github.com/rclone/rclone/backend/googlephotos"
	"github.com/rclone/rclone/backend/hdfs"
	"github.com/rclone/rclone/backend/hidrive"
	"github.com/rclone/rclone/backend/http"
	"github.com/rclone/rclone/backend/imagekit"
	"github.com/rclone/rclone/backend/internetarchive"
	"github.com/rclone/rclone/backend/jottacloud"
	"github.com/rclone/rclone/backend/koofr"
	"github.com/rclone/rclone/backend/linkbox"
	"github.com/rclone/rclone/backend/mailru"
	"github.com/rclone/rclone/backend/mega"
	"github.com/rclone/rclone/backend/netstorage"
	"github.com/rclone/rclone/backend/onedrive"
	"github.com/rclone/rclone/backend/opendrive"
	"github.com/rclone/rclone/backend/oracleobjectstorage"
	"github.com/rclone/rclone/backend/pcloud"
	"github.com/rclone/rclone/backend/pikpak"
	"github.com/rclone/rclone/backend/pixeldrain"
	"github.com/rclone/rclone/backend/premiumizeme"
	"github.com/rclone/rclone/backend/putio"
	"github.com/rclone/rclone/backend/qingstor"
	"github.com/rclone/rclone/backend/quatrix"
	"github.com/rclone/rclone/backend/s3"
	"github.com/rclone/rclone/backend/seafile"
	"github.com/rclone/rclone/backend/sftp"
	"github.com/rclone/rclone/backend/sharefile"
	"github.com/rclone/rclone/backend/sia"
	"github.com/rclone/rclone/backend/smb"
	"github.com/rclone/rclone/backend/storj"
	"github.com/rclone/rclone/backend/sugarsync"
	"github.com/rclone/rclone/backend/swift"
	"github.com/rclone/rclone/backend/ulozto"
	"github.com/rclone/rclone/backend/webdav"
	"github.com/rclone/rclone/backend/yandex"
	"github.com/rclone/rclone/backend/zoho"
	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/config/configstruct"
	"github.com/rclone/rclone/fs/config/obscure"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// parsedOptions makes the struct into which rclone's backend parses its options.
var parsedOptions = map[string]func() any{
	"jottacloud":           func() any { return new(jottacloud.Options) },
	"google-photos":        func() any { return new(googlephotos.Options) },
	"sharefile":            func() any { return new(sharefile.Options) },
	"hidrive":              func() any { return new(hidrive.Options) },
	"zoho":                 func() any { return new(zoho.Options) },
	"yandex":               func() any { return new(yandex.Options) },
	"putio":                func() any { return new(putio.Options) },
	"pcloud":               func() any { return new(pcloud.Options) },
	"azureblob":            func() any { return new(azureblob.Options) },
	"azurefiles":           func() any { return new(azurefiles.Options) },
	"b2":                   func() any { return new(b2.Options) },
	"cloudinary":           func() any { return new(cloudinary.Options) },
	"google-cloud-storage": func() any { return new(googlecloudstorage.Options) },
	"imagekit":             func() any { return new(imagekit.Options) },
	"internetarchive":      func() any { return new(internetarchive.Options) },
	"netstorage":           func() any { return new(netstorage.Options) },
	"oracleobjectstorage":  func() any { return new(oracleobjectstorage.Options) },
	"qingstor":             func() any { return new(qingstor.Options) },
	"s3":                   func() any { return new(s3.Options) },
	"box":                  func() any { return new(box.Options) },
	"dropbox":              func() any { return new(dropbox.Options) },
	"onedrive":             func() any { return new(onedrive.Options) },
	"drive":                func() any { return new(drive.Options) },
	"webdav":               func() any { return new(webdav.Options) },
	"http":                 func() any { return new(http.Options) },
	"smb":                  func() any { return new(smb.Options) },
	"hdfs":                 func() any { return new(hdfs.Options) },
	"ftp":                  func() any { return new(ftp.Options) },
	"sftp":                 func() any { return new(sftp.Options) },
	"sia":                  func() any { return new(sia.Options) },
	"storj":                func() any { return new(storj.Options) },
	"tardigrade":           func() any { return new(storj.Options) },
	"koofr":                func() any { return new(koofr.Options) },
	"pixeldrain":           func() any { return new(pixeldrain.Options) },
	"opendrive":            func() any { return new(opendrive.Options) },
	"filefabric":           func() any { return new(filefabric.Options) },
	"seafile":              func() any { return new(seafile.Options) },
	"sugarsync":            func() any { return new(sugarsync.Options) },
	"gofile":               func() any { return new(gofile.Options) },
	"fichier":              func() any { return new(fichier.Options) },
	"filescom":             func() any { return new(filescom.Options) },
	"premiumizeme":         func() any { return new(premiumizeme.Options) },
	"quatrix":              func() any { return new(quatrix.Options) },
	"ulozto":               func() any { return new(ulozto.Options) },
	"linkbox":              func() any { return new(linkbox.Options) },
	"mailru":               func() any { return new(mailru.Options) },
	"mega":                 func() any { return new(mega.Options) },
	"pikpak":               func() any { return new(pikpak.Options) },
	"swift":                func() any { return new(swift.Options) },
}

// parsed tells what the backend of rclone made of a translated option, in the
// terms of an optionFact.
func parsed(t *testing.T, backend, field string, options configmap.Simple) any {
	t.Helper()
	target := parsedOptions[backend]()
	if err := configstruct.Set(options, target); err != nil {
		t.Fatalf("rclone does not take the options of %s: %v", backend, err)
	}
	items, err := configstruct.Items(target)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if item.Name == field {
			return plain(item.Value)
		}
	}
	return handed(options[field])
}

// plain makes whole numbers an int and a list of choices its text.
func plain(value any) any {
	if _, ok := value.(interface{ Choices() []fs.BitsChoicesInfo }); ok {
		return fmt.Sprint(value)
	}
	switch v := value.(type) {
	case int32:
		return int(v)
	case int64:
		return int(v)
	case uint:
		return int(v)
	default:
		return value
	}
}

// translated tells what rclone holds for the field with these values.
func translated(t *testing.T, b *catalog.Backend, field string, values catalog.Values, want any) any {
	t.Helper()
	options, err := translate(b, values)
	if err != nil {
		t.Fatal(err)
	}
	got := parsed(t, b.Name, field, options)
	if _, ok := want.(revealed); ok {
		plain, err := obscure.Reveal(got.(string))
		if err != nil {
			t.Fatalf("%s is not obscured: %v", field, err)
		}
		return revealed(plain)
	}
	return got
}

func TestTranslateEveryField(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, b := range provable() {
		rows := optionFactsOf(b)
		if len(rows) != len(b.Fields) {
			t.Errorf("%s: %d facts for %d fields", b.Name, len(rows), len(b.Fields))
		}
		for _, fact := range rows {
			t.Run(b.Name+"/"+fact.field, func(t *testing.T) {
				t.Parallel()
				if b.Field(fact.field) == nil {
					t.Fatal("not a field of the catalog")
				}
				if got := translated(t, b, fact.field, nil, fact.unset); !reflect.DeepEqual(got, fact.unset) {
					t.Errorf("unset: rclone holds %#v, want %#v", got, fact.unset)
				}
				values := catalog.Values{fact.field: fact.set}
				if got := translated(t, b, fact.field, values, fact.then); !reflect.DeepEqual(got, fact.then) {
					t.Errorf("set to %v: rclone holds %#v, want %#v", fact.set, got, fact.then)
				}
			})
			checked++
		}
	}
	if want := facts.TotalOf(namesOf(provable())).Fields; checked != want {
		t.Errorf("%d fields checked, want %d", checked, want)
	}
}

// otherDefaults are those of fields that a later version added, where rclone's own is
// another one: left unset, they are verified as the service would connect them.
var otherDefaults = map[string]string{"sftp.encoding": "Slash,Dot"}

// The service's default of a field that a later version added is rclone's.
func TestAddedFieldsHaveDefaultsOfRclone(t *testing.T) {
	t.Parallel()
	for _, b := range provable() {
		info, err := registered(b)
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Fields {
			f := &b.Fields[i]
			option := info.Options.Get(f.Name)
			if f.Since == catalog.Page || f.DocumentedDefault() == nil || option == nil {
				continue
			}
			own := parsed(t, b.Name, f.Name, configmap.Simple{f.Name: option.String()})
			def := parsed(t, b.Name, f.Name, configmap.Simple{f.Name: textOfDefault(t, f)})
			other, differs := otherDefaults[b.Name+"."+f.Name]
			if !differs && !reflect.DeepEqual(def, own) || differs && option.String() != other {
				t.Errorf("%s.%s: the service's default is %#v, rclone's %#v", b.Name, f.Name, def, own)
			}
		}
	}
}

// textOfDefault is a documented default as rclone is told it.
func textOfDefault(t *testing.T, f *catalog.Field) string {
	t.Helper()
	if f.DocumentedDefault() == "" {
		return "" // which it is not told
	}
	text, _, err := translateField(f, catalog.Values{f.Name: f.DocumentedDefault()})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Empty is the documented default of what October added, and rclone's: it would not
// read an empty duration.
func TestTranslateEmptyAddedField(t *testing.T) {
	t.Parallel()
	values := catalog.Values{"role_session_duration": "", "role_arn": ""}
	if got := translated(t, services.ByName("s3"), "role_session_duration", values, nil); got != 0*second {
		t.Errorf("rclone holds %#v", got)
	}
}

// An endpoint of S3 that is empty is AWS's own.
func TestTranslateS3WithoutEndpoint(t *testing.T) {
	t.Parallel()
	options, err := translate(services.ByName("s3"), catalog.Values{"provider": "AWS", "region": "eu-central-1", "use_dual_stack": true})
	if err != nil || options["endpoint"] != "" || options["use_dual_stack"] != "true" {
		t.Errorf("rclone is told endpoint %q, use_dual_stack %s, %v", options["endpoint"], options["use_dual_stack"], err)
	}
}

// An option that no version of the service documents has a value of our own where
// its default would ask for what proves nothing.
func TestTranslateUndocumented(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, option string
		want            any
	}{
		{"azureblob", "hns", fs.Tristate{Valid: true, Value: false}},
	} {
		t.Run(c.backend+"/"+c.option, func(t *testing.T) {
			t.Parallel()
			got := translated(t, services.ByName(c.backend), c.option, nil, c.want)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("rclone holds %#v, want %#v", got, c.want)
			}
		})
	}
}

// rclone reads a certificate's password from where a user's is.
func TestTranslateCertificatePassword(t *testing.T) {
	t.Parallel()
	for _, backend := range []string{"azureblob", "azurefiles"} {
		got := translated(t, services.ByName(backend), "password", catalog.Values{
			"client_certificate_path":     "cert.pem",
			"client_certificate_password": "open sesame",
		}, revealed(""))
		if got != revealed("open sesame") {
			t.Errorf("%s: rclone holds %q", backend, got)
		}
	}
}

func TestTranslateRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		want          string
	}{
		{"size with a unit", "s3", catalog.Values{"chunk_size": "5Mi"},
			"chunk_size: The value cannot be used: a size is a number of bytes in decimal digits.\nWrite the value as the documentation of chunk_size shows."},
		{"negative size", "s3", catalog.Values{"chunk_size": "-1"},
			"chunk_size: The value cannot be used: a size is a number of bytes in decimal digits.\nWrite the value as the documentation of chunk_size shows."},
		{"text for a number", "s3", catalog.Values{"list_chunk": "many"},
			"list_chunk: The value cannot be used: the value does not have the documented type.\nWrite the value as the documentation of list_chunk shows."},
		{"number for a text", "b2", catalog.Values{"account": int64(1)},
			"account: The value cannot be used: the value does not have the documented type.\nWrite the value as the documentation of account shows."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := translate(services.ByName(c.backend), c.values)
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// What a list has besides the documentation's is what this rclone knows, and all of it.
func TestNewerValuesAreThoseOfRclone(t *testing.T) {
	t.Parallel()
	lists := 0
	for _, b := range provable() {
		info, err := registered(b)
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.Fields {
			f := &b.Fields[i]
			if len(f.Newer) == 0 {
				continue
			}
			lists++
			var newer []string
			for _, example := range info.Options.Get(f.Name).Examples {
				if !slices.Contains(f.Known, example.Value) && example.Value != "Rclone" { // Hoody-VFS in the documentation
					newer = append(newer, example.Value)
				}
			}
			slices.Sort(newer)
			if !slices.Equal(f.Newer, newer) {
				t.Errorf("%s of %s: rclone adds %q, the catalog %q", f.Name, b.Name, newer, f.Newer)
			}
		}
	}
	if lists != 1 {
		t.Errorf("%d lists have newer values, want that of S3's providers", lists)
	}
}
