package main

import (
	"fmt"
	"reflect"

	"github.com/lib/pq"
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

type Param struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Variadic bool   `json:"variadic,omitempty"`
	Optional bool   `json:"optional,omitempty"`
}

type Result struct {
	Type string `json:"type"`
	// Kind is value, error (an interface value) or appError (a plain struct).
	Kind     string `json:"kind"`
	Optional bool   `json:"optional,omitempty"`
}

type Method struct {
	Name    string   `json:"name"`
	Doc     string   `json:"doc,omitempty"`
	Params  []Param  `json:"params"`
	Results []Result `json:"results"`
	// Special methods carry streams: their arguments are hand-written structs in client_rpc.go.
	Special bool `json:"special,omitempty"`
}

// special lists what client_rpc.go writes by hand with other structs than A, B, C; methodsOf refuses to run when
// another method turns out to be of that kind.
var special = map[string]bool{
	"Implemented": true, "OnActivate": true, "ServeHTTP": true, "ServeMetrics": true, "FileWillBeUploaded": true,
	"LoadPluginConfiguration": true, "PluginHTTP": true, "InstallPlugin": true, "UploadData": true,
	"ReceiveSharedChannelAttachmentSyncMsg": true,
}

func specialStructs() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[plugin.Z_OnActivateArgs](), reflect.TypeFor[plugin.Z_OnActivateReturns](),
		reflect.TypeFor[plugin.Z_LoadPluginConfigurationArgsArgs](), reflect.TypeFor[plugin.Z_LoadPluginConfigurationArgsReturns](),
		reflect.TypeFor[plugin.Z_ServeHTTPArgs](), reflect.TypeFor[plugin.Z_ServeMetricsArgs](),
		reflect.TypeFor[plugin.Z_FileWillBeUploadedArgs](), reflect.TypeFor[plugin.Z_FileWillBeUploadedReturns](),
		reflect.TypeFor[plugin.Z_PluginHTTPArgs](), reflect.TypeFor[plugin.Z_PluginHTTPReturns](),
		reflect.TypeFor[plugin.Z_PluginHTTPStreamArgs](), reflect.TypeFor[plugin.Z_PluginHTTPStreamReturns](),
		reflect.TypeFor[plugin.Z_InstallPluginArgs](), reflect.TypeFor[plugin.Z_InstallPluginReturns](),
		reflect.TypeFor[plugin.Z_UploadDataArgs](), reflect.TypeFor[plugin.Z_UploadDataReturns](),
		reflect.TypeFor[plugin.Z_ReceiveSharedChannelAttachmentSyncMsgArgs](),
		reflect.TypeFor[plugin.Z_ReceiveSharedChannelAttachmentSyncMsgReturns](),
	}
}

type registration struct {
	name string
	typ  reflect.Type
}

// registeredNames repeats the gob.Register calls in client_rpc.go's init, which gob gives no way to read back.
func registeredNames() []registration {
	named := []registration{{"[]*model.SlackAttachment", reflect.TypeFor[[]*model.MessageAttachment]()}}
	for _, value := range []any{
		[]any{}, map[string]any{}, &model.AppError{}, &pq.Error{}, &plugin.ErrorString{}, &model.AutocompleteDynamicListArg{},
		&model.AutocompleteStaticListArg{}, &model.AutocompleteTextArg{}, &model.PreviewPost{},
		model.PropertyOptions[*model.PluginPropertyOption]{},
	} {
		named = append(named, registration{registeredName(reflect.TypeOf(value)), reflect.TypeOf(value)})
	}
	return named
}

// registeredName follows gob.Register: the type's string, or, for a named type, its full package path.
func registeredName(typ reflect.Type) string {
	if typ.Name() != "" {
		return typ.PkgPath() + "." + typ.Name()
	}
	return typ.String()
}

func methodsOf(of reflect.Type, declared map[string]declaration, sources *sources, types *typeTable) []Method {
	methods := []Method{}
	for i := range of.NumMethod() {
		method := of.Method(i)
		declaration, ok := declared[method.Name]
		if !ok {
			panic("no source found for " + method.Name)
		}
		described := Method{Name: method.Name, Doc: declaration.doc, Params: []Param{}, Results: []Result{}, Special: special[method.Name]}
		if !described.Special {
			sources.mustBePlain(method)
			described.Params = paramsOf(method.Type, declaration, types)
			described.Results = resultsOf(method.Type, types)
		}
		methods = append(methods, described)
	}
	return methods
}

func paramsOf(function reflect.Type, declared declaration, types *typeTable) []Param {
	params := []Param{}
	for i := range function.NumIn() {
		name := fmt.Sprintf("arg%d", i)
		if i < len(declared.params) {
			name = declared.params[i]
		}
		variadic := function.IsVariadic() && i == function.NumIn()-1
		params = append(params, Param{name, types.code(function.In(i)), variadic, isOptional(function.In(i))})
	}
	return params
}

func resultsOf(function reflect.Type, types *typeTable) []Result {
	results := []Result{}
	for i := range function.NumOut() {
		typ := function.Out(i)
		kind := "value"
		switch typ {
		case reflect.TypeFor[error]():
			kind = "error"
		case reflect.TypeFor[*model.AppError]():
			kind = "appError"
		}
		results = append(results, Result{types.code(typ), kind, isOptional(typ)})
	}
	return results
}
