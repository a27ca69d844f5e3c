//! Questions of one kind that many ask at the same moment, answered by one query.
//!
//! A room of a thousand screens asks the same within half a second of every note. Nothing is kept
//! here: what is answered was asked before its query began.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Semaphore, oneshot};
use tracing::Instrument;

use crate::error::{Error, Result};

/// How many questions one query answers at most: as many as [`twenty!`](crate::twenty) has places.
const MOST: usize = 20;
/// How many such queries run at once. Those who ask meanwhile wait, and are answered together.
const TURNS: usize = 4;

/// Where questions of one kind wait; clones share it.
pub struct Together<Q, A>(Arc<Place<Q, A>>);

struct Place<Q, A> {
    waiting: Mutex<Vec<Waiting<Q, A>>>,
    turns: Semaphore,
}

struct Waiting<Q, A> {
    question: Q,
    told: oneshot::Sender<Result<A>>,
}

impl<Q: Send + 'static, A: Send + 'static> Together<Q, A> {
    /// What `answer` says to a question. It is given up to twenty at once, one's own perhaps not
    /// among them, and answers each in its place; an error is for all of them.
    pub async fn ask<F>(
        &self,
        question: Q,
        answer: impl FnOnce(Vec<Q>) -> F + Send + 'static,
    ) -> Result<A>
    where
        F: Future<Output = Result<Vec<A>>> + Send,
    {
        let (told, answered) = oneshot::channel();
        self.0.add(Waiting { question, told });
        let place = self.0.clone();
        // In a task of its own: others wait for it, too, when this one's browser goes away.
        let turn = async move {
            let Ok(_turn) = place.turns.acquire().await else { return };
            let (questions, waiting): (Vec<Q>, Vec<_>) =
                place.take().into_iter().map(|one| (one.question, one.told)).unzip();
            // Somebody else's turn took them along.
            if questions.is_empty() {
                return;
            }
            match answer(questions).await {
                Ok(answers) => {
                    for (told, answer) in waiting.into_iter().zip(answers) {
                        let _ = told.send(Ok(answer));
                    }
                }
                Err(error) => {
                    for told in waiting {
                        let _ = told.send(Err(error.clone()));
                    }
                }
            }
        };
        tokio::spawn(turn.in_current_span());
        answered.await.map_err(|_| Error::internal("a question was left without an answer"))?
    }
}

impl<Q, A> Place<Q, A> {
    fn add(&self, one: Waiting<Q, A>) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    /// Those who have waited longest.
    fn take(&self) -> Vec<Waiting<Q, A>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let some = waiting.len().min(MOST);
        waiting.drain(..some).collect()
    }
}

impl<Q, A> Default for Together<Q, A> {
    fn default() -> Self {
        Together(Arc::new(Place { waiting: Mutex::default(), turns: Semaphore::new(TURNS) }))
    }
}

impl<Q, A> Clone for Together<Q, A> {
    fn clone(&self) -> Self {
        Together(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::future::join_all;

    use super::*;

    #[tokio::test]
    async fn everybody_gets_their_own_answer_from_few_queries() {
        let (together, queries) = (Together::<u64, u64>::default(), Arc::new(AtomicUsize::new(0)));
        let asking = (0..200).map(|number| {
            let (together, queries) = (together.clone(), queries.clone());
            async move {
                let double = |numbers: Vec<u64>| async move {
                    assert!(numbers.len() <= MOST);
                    queries.fetch_add(1, Ordering::Relaxed);
                    tokio::task::yield_now().await;
                    Ok(numbers.into_iter().map(|number| number * 2).collect())
                };
                together.ask(number, double).await
            }
        });
        let answers: Vec<u64> = join_all(asking).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers, (0..200).map(|number| number * 2).collect::<Vec<_>>());
        let queries = queries.load(Ordering::Relaxed);
        assert!((10..100).contains(&queries), "{queries} queries for 200 questions");
    }

    #[tokio::test]
    async fn an_error_is_told_to_all_and_the_next_question_is_answered() {
        let together = Together::<u8, u8>::default();
        let failing = async |_| Err::<Vec<u8>, _>(Error::Busy);
        let both = join_all([together.ask(1, failing), together.ask(2, failing)]).await;
        assert_eq!(both, [Err(Error::Busy), Err(Error::Busy)]);
        assert_eq!(together.ask(3, |all| async { Ok(all) }).await, Ok(3));
    }

    #[tokio::test]
    async fn who_asks_is_told_when_answering_breaks_off() {
        let together = Together::<u8, u8>::default();
        let none = |_| async { Ok(Vec::new()) };
        assert!(matches!(together.ask(1, none).await, Err(Error::Internal(_))));
    }
}
