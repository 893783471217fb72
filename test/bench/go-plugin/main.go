// The yardstick of `npm run bench`: a plain Go plugin that answers a command from memory
// and posts inside its webhook handler, storing nothing. For the ceiling of all plugins it also
// posts without deliveries, and takes deliveries without posting. It ships nowhere.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

type yardstick struct {
	plugin.MattermostPlugin
	botID string
	card  atomic.Pointer[template]
}

// The JSON of a card, and the number in it whose place others take.
type template struct {
	json, mark string
}

// What all three ways post.
type card struct {
	Mark        string                     `json:"mark"`
	Message     string                     `json:"message"`
	Attachments []*model.MessageAttachment `json:"attachments"`
	Props       map[string]any             `json:"props"`
}

func (p *yardstick) OnActivate() error {
	id, err := p.API.EnsureBotUser(&model.Bot{Username: "yardstick", DisplayName: "Yardstick"})
	if err != nil {
		return err
	}
	p.botID = id
	return p.API.RegisterCommand(&model.Command{Trigger: "yardstick", AutoComplete: true, AutoCompleteDesc: "Answers at once"})
}

// As the Go plugins for GitLab and Jenkins do it: an ephemeral post from the bot.
func (p *yardstick) ExecuteCommand(_ *plugin.Context, args *model.CommandArgs) (*model.CommandResponse, *model.AppError) {
	p.API.SendEphemeralPost(args.UserId, &model.Post{UserId: p.botID, ChannelId: args.ChannelId, Message: "yardstick"})
	return &model.CommandResponse{}, nil
}

func (p *yardstick) ServeHTTP(_ *plugin.Context, w http.ResponseWriter, r *http.Request) {
	var err error
	switch r.URL.Path {
	case "/accept":
		_, err = io.Copy(io.Discard, r.Body)
	case "/card":
		err = p.learn(r.Body)
	case "/flood":
		err = p.flood(r.URL.Query())
	default:
		err = p.hook(r)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

func (p *yardstick) learn(body io.Reader) error {
	text, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	var known card
	if err := json.Unmarshal(text, &known); err != nil {
		return err
	}
	p.card.Store(&template{json: string(text), mark: known.Mark})
	return nil
}

func (p *yardstick) hook(r *http.Request) error {
	var event struct {
		ObjectAttributes struct {
			ID int64 `json:"id"`
		} `json:"object_attributes"`
	}
	if err := json.NewDecoder(r.Body).Decode(&event); err != nil {
		return err
	}
	return p.post(r.URL.Query(), event.ObjectAttributes.ID)
}

// The same posts as by the hook, `width` at a time, with no delivery for each: no plugin can do less for a post.
func (p *yardstick) flood(query url.Values) error {
	number := func(name string) int64 {
		n, _ := strconv.ParseInt(query.Get(name), 10, 64)
		return n
	}
	var taken atomic.Int64
	ended := make(chan error)
	for range number("width") {
		go func() {
			for n := taken.Add(1); n <= number("count"); n = taken.Add(1) {
				if err := p.post(query, number("from")+n-1); err != nil {
					ended <- err
					return
				}
			}
			ended <- nil
		}()
	}
	var err error
	for range number("width") {
		err = errors.Join(err, <-ended)
	}
	return err
}

func (p *yardstick) post(query url.Values, id int64) error {
	known := p.card.Load()
	if known == nil {
		return errors.New("no card was told")
	}
	var made card
	if err := json.Unmarshal([]byte(strings.ReplaceAll(known.json, known.mark, strconv.FormatInt(id, 10))), &made); err != nil {
		return err
	}
	post := &model.Post{UserId: cmp.Or(query.Get("user"), p.botID), ChannelId: query.Get("channel"), Message: made.Message, Props: made.Props}
	model.ParseMessageAttachment(post, made.Attachments)
	if _, err := p.API.CreatePost(post); err != nil {
		return err
	}
	return nil
}

func main() { plugin.ClientMain(&yardstick{}) }
